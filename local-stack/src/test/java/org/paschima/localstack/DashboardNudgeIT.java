package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Visits.field;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.look;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.paschima.contract.json.Json;

/** A nudge comes to a page that is open, goes when it is answered elsewhere, and comes once when the service was away. */
class DashboardNudgeIT {

    private static final List<String> SLOTS = List.of("09:30", "11:30", "13:30", "15:30", "17:30", "19:30");
    private static final String NOT_NOW = "button:text-is('Not now')";
    private static final int DAYS_TO_TRY = 14;

    @RegisterExtension
    static final Visits visits = Visits.ofOneClass();

    /** The day that the next slot to be tried is of; the clocks only ever go forward. */
    private static LocalDate day = LocalDate.EPOCH;

    private static int slot;

    /** When the last one was sent. */
    private static Instant issued = Instant.EPOCH;

    @BeforeAll
    static void start() throws Exception {
        day = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        visits.stack().setClock(day.atTime(9, 0).toInstant(ZoneOffset.UTC));
        visits.tell(Persona.NEW, "PUT", "profile", "{\"zone\": \"UTC\", \"dayStart\": \"04:00\", \"version\": 1}");
        visits.tell(Persona.NEW, "PUT", "consents", "{\"tracking\": true, \"nudging\": true, \"version\": 1}");
        visits.tell(Persona.NEW, "PUT", "screening", "{\"conditions\": [], \"version\": 1}");
        visits.tell(
                Persona.NEW,
                "PUT",
                "nudge-plan",
                "{\"enabled\": true, \"slots\": [\"" + String.join("\", \"", SLOTS)
                        + "\"], \"contexts\": [\"desk\"], \"quietHours\": {\"from\": \"22:00\", \"to\": \"07:00\"},"
                        + " \"zonePolicy\": \"FOLLOW_ME\", \"caps\": {\"perDay\": 6, \"per7Days\": 30,"
                        + " \"minGapMinutes\": 60, \"afterPracticeMinutes\": 30}, \"version\": 1}");
    }

    private static Json.Obj now() throws Exception {
        return visits.read(Persona.NEW, "/v1/members/me/nudges/now");
    }

    /** Lets time pass until chance decides for a nudge; says its id. */
    private static String untilOneIsSent() throws Exception {
        for (int tried = 0; tried < DAYS_TO_TRY * SLOTS.size(); tried++) {
            var at = day + "T" + SLOTS.get(slot);
            visits.stack().setClock(Instant.parse(at + ":01Z"));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(decided()).contains(at));
            slot = (slot + 1) % SLOTS.size();
            day = slot == 0 ? day.plusDays(1) : day;
            if (now().fields().get("open") instanceof Json.Obj open) {
                issued = Instant.parse(field(open, "issuedAt", Json.Str.class).value());
                return field(open, "nudgeId", Json.Str.class).value();
            }
        }
        throw new AssertionError("chance decided against a nudge at each of so many slots");
    }

    /** The slots that were decided, as day and time. */
    private static List<String> decided() throws Exception {
        var all =
                visits.read(Persona.NEW, "/v1/members/me/decisions?limit=1000&from=" + day.minusDays(1) + "&to=" + day);
        return field(all, "items", Json.Arr.class).items().stream()
                .map(Json.Obj.class::cast)
                .map(each -> field(each, "localDate", Json.Str.class).value() + "T"
                        + field(each, "slot", Json.Str.class).value())
                .toList();
    }

    private static void showsOne(Page page) {
        page.locator("text=I have done it").waitFor();
        assertThat(page.locator("text=I have done it").count()).isEqualTo(1);
    }

    @Test
    void a_nudge_comes_to_an_open_page_and_is_gone_in_each_tab_once_it_was_answered_in_one() throws Exception {
        try (var visitor = visits.visitor()) {
            var one = visits.signedIn(visitor, Persona.NEW);
            var other = visits.anotherTab(visitor);
            untilOneIsSent();
            showsOne(one);
            showsOne(other);
            Chromium.shoot(one, "nudge-open");
            assertThat(Chromium.violations(one)).isEmpty();

            var later = visits.stack().setClock(issued.plus(Duration.ofMinutes(4)));
            one.clock().setSystemTime(later.toEpochMilli()); // what is noted now is after it, as it would be
            one.locator("text=I have done it").click();
            gone(one.locator("text=I have done it"));
            gone(other.locator("text=I have done it"));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(now().fields().get("open")).isNotInstanceOf(Json.Obj.class));
        }
    }

    @Test
    void when_notify_service_was_away_the_page_goes_on_where_it_was_and_nothing_comes_twice() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.NEW);
            var heard = new ArrayList<Response>();
            page.onResponse(answer -> {
                if (answer.url().contains("/nudges?wait=25&after=") && answer.status() == 200) {
                    heard.add(answer);
                }
            });
            untilOneIsSent();
            showsOne(page);
            page.locator(NOT_NOW).click();
            gone(page.locator(NOT_NOW));

            visits.stack().notifications().leave();
            page.waitForResponse(
                    answer -> answer.status() == 502, () -> page.evaluate("() => dispatchEvent(new Event('online'))"));
            page.locator("[aria-label='What did not work']").waitFor();
            assertThat(page.locator(".pillar").count())
                    .as("the last that is known stays")
                    .isEqualTo(1);
            visits.stack().notifications().comeBack();
            visits.browser().noise().removeIf(each -> each.contains("502"));

            var next = untilOneIsSent();
            showsOne(page);
            page.locator(NOT_NOW).click();
            gone(page.locator(NOT_NOW));
            visits.browser().noise().removeIf(each -> each.contains("502"));
            var told = Pattern.compile("\"nudgeId\": ?\"" + next + "\", ?\"type\": ?\"nudge\"[,}]");
            assertThat(heard.stream().flatMap(each -> told.matcher(each.text()).results()))
                    .as("how often the page was told of it")
                    .hasSize(1);
        }
    }

    // --- a receiver of the studio's that fails

    private static List<Json.Obj> attempts(String hook) throws Exception {
        var all = visits.read(Persona.STUDIO, "/v1/webhooks/" + hook + "/attempts?limit=10");
        return field(all, "items", Json.Arr.class).items().stream()
                .map(Json.Obj.class::cast)
                .toList();
    }

    /** Lets time pass until it was tried so many times, each time to when it is tried again. */
    private static void untilTried(String hook, int times) throws Exception {
        for (int tried = 1; tried <= times; tried++) {
            int wanted = tried;
            var made = await().atMost(Duration.ofSeconds(60)).until(() -> attempts(hook), all -> all.size() >= wanted);
            if (tried < times) {
                var again = field(made.getFirst(), "retryAt", Json.Str.class).value();
                visits.stack().setClock(Instant.parse(again).plusSeconds(1));
            }
        }
    }

    private static Json.Obj standing(String hook) throws Exception {
        return field(visits.read(Persona.STUDIO, "/v1/webhooks/" + hook), "state", Json.Obj.class);
    }

    @Test
    void a_receiver_that_fails_shows_each_attempt_and_when_it_is_tried_again_and_has_all_of_it_once_it_is_back()
            throws Exception {
        var status = new AtomicInteger(503);
        var had = new CopyOnWriteArrayList<String>();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (status.get() < 300) {
                had.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        receiver.start();
        var hook = field(
                        visits.ask(
                                Persona.STUDIO,
                                "POST",
                                "/v1/webhooks",
                                "{\"name\": \"Front desk\", \"address\": \"http://127.0.0.1:"
                                        + receiver.getAddress().getPort() + "/desk\"}"),
                        "id",
                        Json.Str.class)
                .value();
        try (var visitor = visits.browser().visitor(1280, 800, ColorScheme.LIGHT)) {
            untilOneIsSent();
            untilTried(hook, 5);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> field(standing(hook), "name", Json.Str.class).value(), "RESTING"::equals);
            var message = field(attempts(hook).getFirst(), "messageId", Json.Str.class)
                    .value();
            var next = Instant.parse(
                    field(standing(hook), "nextTrialAt", Json.Str.class).value());

            var page = visits.arrived(visitor, Persona.STUDIO);
            page.clock().setSystemTime(next.minusSeconds(1).toEpochMilli());
            page.locator(".hook:has-text('times on end.')").waitFor();
            assertThat(page.locator(".hook").textContent()).containsPattern("Resting: it failed \\d+ times on end");
            assertThat(page.locator(".hook tbody tr").count()).isGreaterThanOrEqualTo(5);
            assertThat(page.locator(".hook tbody tr").first().textContent()).contains("nudge", "refused (503)");
            look(page, "studio-webhook-fails-1280-light");
            page.setViewportSize(360, 740);
            page.locator(".hook table").scrollIntoViewIfNeeded();
            look(page, "studio-webhook-fails-360-light");

            // When
            status.set(204);
            page.clock().setSystemTime(next.plusSeconds(1).toEpochMilli());
            visits.stack().setClock(next.plusSeconds(1));
            await().atMost(Duration.ofSeconds(60)).until(() -> had.contains(message));
            page.locator("text=Look again").click();
            page.locator(".hook tbody tr:has-text('arrived (204)')").waitFor();
            page.locator(".hook:has-text('Working; what arrived last is')").waitFor();
            had.clear();
            // Kafka's clock is not the one that was set
            page.locator("label:has-text('What was written in') select").selectOption("168");
            page.locator("text=Send again").click();
            page.locator(".hook >> text=It is sent again within seconds.").waitFor();

            // Then
            await().atMost(Duration.ofSeconds(60)).until(() -> had.contains(message));
        } finally {
            visits.ask(Persona.STUDIO, "DELETE", "/v1/webhooks/" + hook, "");
            receiver.stop(0);
        }
    }
}
