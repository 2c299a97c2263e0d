package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Keyboard.tabTo;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.look;
import static org.paschima.localstack.Visits.signedInAgain;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.json.Json;

/** My day in a real browser, on a whole stack under one origin: what a member does, and what the page never does. */
class DashboardIT {

    private static final int MOST_REQUESTS = 6;

    private static final String MOVES = "() => document.getAnimations().length > 0";

    @RegisterExtension
    static final Visits visits = Visits.ofOneClass();

    private static void kept(Page page) {
        page.locator(".toast").waitFor();
        gone(page.locator("[data-waiting]"));
    }

    @Test
    void by_keyboard_alone_one_signs_in_notes_how_it_feels_and_takes_it_back() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.browser().page(visitor, visits.stack().page());
            page.navigate(visits.stack().page() + "/");
            tabTo(page, ".primary");
            page.keyboard().press("Enter");
            page.locator("h1:has-text('Who would you like to be?')").waitFor();
            tabTo(page, "button[value=NEW]");
            page.keyboard().press("Enter");
            page.locator("text=Nothing noted yet. Where do you feel it now?").waitFor();

            tabTo(page, ".part");
            page.keyboard().press("ArrowDown");
            assertThat(page.evaluate("() => document.activeElement.getAttribute('aria-label')"))
                    .isEqualTo("Neck: nothing noted yet. Note how it feels.");
            page.keyboard().press("Enter");
            tabTo(page, ".number:nth-child(7)");
            page.keyboard().press("Enter");
            tabTo(page, ".choice:nth-child(1)");
            page.keyboard().press("Enter");
            kept(page);

            // kept means that the log has it; insight may fold it a little later
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(visits.records(Persona.NEW))
                            .singleElement()
                            .asString()
                            .contains("posture-check"));
            assertThat(page.locator(".noted >> nth=0").textContent()).contains("6", "Neck", "today");
            assertThat(page.evaluate("() => document.activeElement.getAttribute('aria-label')")
                            .toString())
                    .as("the way back leads to where it began")
                    .startsWith("Neck: 6 of 10");

            tabTo(page, ".toast .choice");
            page.keyboard().press("Enter");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(visits.records(Persona.NEW)).isEmpty());
            page.locator("text=Nothing noted yet. Where do you feel it now?").waitFor();
        }
    }

    @Test
    void by_keyboard_alone_a_breath_practice_is_kept_with_how_it_was_before_and_after() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.browser().page(visitor, visits.stack().page());
            page.clock().install();
            page.navigate(visits.stack().page() + "/");
            page.locator(".primary").click();
            page.locator("button[value=LONG_TIME]").click();
            page.locator(".pillar").waitFor();
            tabTo(page, "#practised-title ~ button");
            page.keyboard().press("Enter");
            tabTo(page, "dialog .number:nth-child(7)");
            page.keyboard().press("Enter");
            page.locator(".breathing").waitFor();
            assertThat(Chromium.violations(page)).isEmpty();
            page.clock().fastForward(121_000);
            page.locator("text=And after?").waitFor();
            tabTo(page, "dialog .number:nth-child(5)");
            page.keyboard().press("Space");
            page.locator("text=Back-body breath, 2 minutes: noted.").first().waitFor();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(visits.records(Persona.LONG_TIME).toString())
                                    .contains("back-body-breath", "exhale-lengthen")
                                    .containsPattern("before.*6")
                                    .containsPattern("after.*4"));
        }
    }

    @Test
    void a_breath_is_led_by_a_tone_and_a_buzz_only_where_they_are_asked_for() {
        try (var visitor = visits.visitor()) {
            var page = visits.browser().page(visitor, visits.stack().page());
            page.clock().install();
            page.addInitScript("""
                    window.led = [];
                    navigator.vibrate = pattern => { window.led.push('buzz ' + JSON.stringify(pattern)); return true; };
                    const Real = window.AudioContext;
                    window.AudioContext = class extends Real { createOscillator() { window.led.push('tone'); return super.createOscillator(); } };
                    """);
            page.navigate(visits.stack().page() + "/");
            page.locator(".primary").click();
            page.locator("button[value=ANOTHER]").click();
            page.locator("#practised-title ~ button").click();
            page.locator("text=Begin without").click();
            page.locator(".breathing").waitFor();
            page.locator("text=That is enough").click();
            gone(page.locator("dialog"));
            assertThat(page.evaluate("() => window.led.length")).isEqualTo(0);

            page.locator("#practised-title ~ button").click();
            page.locator("label:has-text('soft tone') input").check();
            page.locator("label:has-text('vibration') input").check();
            page.locator("text=Begin without").click();
            page.waitForFunction("() => window.led.join() === 'buzz [60],tone'");
            page.clock().fastForward(4_500);
            page.waitForFunction("() => window.led.join() === 'buzz [60],tone,buzz [40,120,40],tone'");
            page.locator("text=That is enough").click();
            page.waitForFunction("() => window.led.at(-1) === 'buzz 0'");
        }
    }

    @Test
    void who_wants_no_motion_is_led_by_words_alone() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            page.locator("#practised-title ~ button").click();
            page.locator("text=Begin without").click();
            page.locator(".breathing p:has-text('In, into the back')").waitFor();
            assertThat(page.evaluate(MOVES)).as("while nobody minds").isEqualTo(true);
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            assertThat(page.evaluate(MOVES)).isEqualTo(false);
            page.locator(".breathing p:has-text('And out')").waitFor();
            page.locator("text=That is enough").click();
        }
    }

    @Test
    void an_emergency_takes_the_screen_and_only_a_statement_ends_it() throws Exception {
        try (var visitor = visits.visitor()) {
            visits.tell(
                    Persona.LONG_TIME,
                    "POST",
                    "symptom-reports",
                    "{\"at\": \"" + Instant.now().minusSeconds(60)
                            + "\", \"zone\": \"UTC\", \"symptoms\": [{\"code\": \"chest-pain\"}]}");
            var page = visits.arrived(visitor, Persona.LONG_TIME);
            page.locator(".emergency").waitFor();
            assertThat(page.locator(".emergency").textContent()).contains("Please seek emergency care.");
            assertThat(page.locator("nav, .part, .pillar").count()).isZero();
            assertThat(page.evaluate("() => document.activeElement.tagName")).isEqualTo("H1");
            assertThat(Chromium.violations(page)).isEmpty();
            Chromium.shoot(page, "emergency");

            page.keyboard().press("Escape");
            page.evaluate("() => { location.hash = '#trends'; dispatchEvent(new Event('online')); }");
            page.reload();
            signedInAgain(page, ".emergency");
            assertThat(page.locator("nav, .part, .pillar, .top").count()).isZero();
            assertThat(page.locator("main a[href^='#'], main button").allTextContents())
                    .as("nothing but the two statements leads on")
                    .containsExactly("A health professional has looked at it", "It has been gone for 14 days");

            page.locator("text=A health professional has looked at it").click();
            page.locator("nav a[href='#trends'][aria-current=page]").waitFor();
            assertThat(page.locator(".emergency").count()).isZero();
        }
    }

    @Test
    void the_day_is_the_members_whatever_zone_the_browser_is_in() throws Exception {
        visits.tell(
                Persona.ANOTHER,
                "PUT",
                "profile",
                "{\"zone\": \"Pacific/Pago_Pago\", \"dayStart\": \"00:00\", \"version\": 1}");
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER); // the browser is a day ahead, in Auckland
            page.locator(".part[aria-label^='Head']").click();
            page.locator(".number:text-is('2')").click();
            page.locator("text=Keep the number only").click();
            kept(page);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(visits.records(Persona.ANOTHER))
                            .singleElement()
                            .asString()
                            .contains("Pacific/Pago_Pago"));
            page.locator(".noted >> text=today").waitFor();
            var day = Visits.field(visits.read(Persona.ANOTHER, "/v1/members/me/today"), "localDate", Json.Str.class);
            var date = LocalDate.parse(day.value());
            assertThat(page.locator("h1").textContent())
                    .endsWith(" " + date.getDayOfMonth() + " "
                            + date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740, LIGHT", "360, 740, DARK", "1280, 800, LIGHT", "1280, 800, DARK"})
    void every_screen_is_free_of_what_axe_finds_and_fits_its_width(int width, int height, ColorScheme colours)
            throws Exception {
        var name = "-" + width + "-" + colours.name().toLowerCase(Locale.ROOT);
        visits.tell(
                Persona.ANOTHER,
                "POST",
                "posture-checks",
                "{\"at\": \"" + Instant.now().minusSeconds(60)
                        + "\", \"zone\": \"UTC\", \"felt\": {\"frontBack\": 2, \"sideSide\": -1},"
                        + " \"tension\": [{\"region\": \"neck\", \"value\": 8}, {\"region\": \"shoulder\", \"side\": \"left\", \"value\": 5}]}");
        try (var visitor = visits.browser().visitor(width, height, colours)) {
            var page = visits.browser().page(visitor, visits.stack().page());
            page.navigate(visits.stack().page() + "/");
            page.locator(".primary").waitFor();
            look(page, "welcome" + name);
            page.locator(".primary").click();
            page.locator("button[value=ANOTHER]").waitFor();
            look(page, "sign-in" + name);
            page.locator("button[value=ANOTHER]").click();
            page.locator(".chip.step-4").waitFor();
            look(page, "day" + name);
            page.locator("text=Show the front").click();
            look(page, "day-front" + name);
            page.locator(".part[aria-label^=Chest]").click();
            page.locator(".number:text-is('7')").click();
            look(page, "check" + name);
        }
    }

    @Test
    void what_another_device_noted_shows_while_somebody_looks() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            page.locator(".pillar").waitFor();
            page.waitForRequest(
                    "**/changes?wait=25&after=*", () -> page.evaluate("() => dispatchEvent(new Event('online'))"));

            visits.tell(
                    Persona.ANOTHER,
                    "POST",
                    "tension-reports",
                    "{\"at\": \"" + Instant.now().minusSeconds(5)
                            + "\", \"zone\": \"UTC\", \"tension\": [{\"region\": \"jaw\", \"value\": 9}]}");

            page.locator("#noted-title ~ * >> text=Jaw").first().waitFor();
        }
    }

    @Test
    void from_the_way_back_to_my_day_there_are_six_requests_and_two_of_them_to_the_api() {
        try (var visitor = visits.browser().phoneIn("en-GB")) { // whose worker would ask once more
            var asked = new ArrayList<String>();
            visitor.onRequest(request -> asked.add(URI.create(request.url()).getPath()));
            var page = visits.browser().page(visitor, visits.stack().page());
            page.navigate(visits.stack().page() + "/");
            page.locator(".primary").click();
            page.locator("button[value=LONG_TIME]").waitFor();
            asked.clear();
            page.locator("button[value=LONG_TIME]").click();
            page.locator(".pillar").waitFor();
            page.locator("#nudge-title").waitFor();
            var since = asked.subList(asked.indexOf("/"), asked.size()).stream()
                    .filter(path ->
                            !path.startsWith("/icon-")) // a browser asks for it by itself, and waits for nothing
                    .toList();
            var until = since.subList(
                    0, 1 + Math.max(since.indexOf("/v1/members/me/today"), since.indexOf("/v1/members/me/nudges/now")));
            assertThat(until).as("requests of the page").hasSizeLessThanOrEqualTo(MOST_REQUESTS);
            assertThat(until.stream().filter(path -> path.startsWith("/v1/")))
                    .containsExactlyInAnyOrder("/v1/members/me/today", "/v1/members/me/nudges/now");
        }
    }
}
