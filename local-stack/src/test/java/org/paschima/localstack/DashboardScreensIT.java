package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Visits.field;
import static org.paschima.localstack.Visits.go;
import static org.paschima.localstack.Visits.look;
import static org.paschima.localstack.Visits.signedInAgain;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.json.Json;

/** The screens beyond My day in a real browser: trends, nudges with their plan, what helps, and what is the member's own. */
class DashboardScreensIT {

    /** Each screen, and what is there once it is shown. */
    private static final Map<String, String> SHOWN = Map.of(
            "day",
            ".pillar",
            "trends",
            ".uplot canvas",
            "helps",
            ".lines, .empty",
            "nudges",
            ".week",
            "me",
            ".switch >> nth=3");

    private static final double MOST_SHIFT = 0.02;

    @TempDir
    private static Path folder;

    private static Visits visits;

    @BeforeAll
    static void start() throws Exception {
        visits = Visits.open(folder, Map.of());
        SampleStudio.load(visits.stack(), Instant.now(), QuietStack.SILENT);
    }

    @AfterAll
    static void stop() {
        if (visits != null) {
            visits.close();
        }
    }

    @AfterEach
    void nothing_was_said_on_the_console_nothing_failed_and_no_other_host_was_asked() {
        visits.nothingWasSaidThatShouldNot();
    }

    private static Json.Obj trends() throws Exception {
        var today = field(visits.read(Persona.LONG_TIME, "/v1/members/me/today"), "localDate", Json.Str.class);
        var date = LocalDate.parse(today.value());
        return visits.read(
                Persona.LONG_TIME,
                "/v1/members/me/trends?from=" + date.minusDays(90) + "&to=" + date
                        + "&region=neck&side=any&curve=true&with=practices");
    }

    @Test
    void a_trend_is_drawn_spoken_day_by_day_listed_and_saved() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "trends");
            page.locator("label:has-text('Neck') >> nth=1").click();
            page.locator(".uplot canvas").waitFor();
            assertThat(page.locator(".sentence").textContent()).contains("days with reports");

            page.locator("[role=slider]").focus();
            var said = page.locator("[role=slider]").getAttribute("aria-valuetext");
            page.keyboard().press("ArrowLeft");
            page.waitForFunction(
                    "before => document.querySelector('[role=slider]').getAttribute('aria-valuetext') !== before",
                    said);
            assertThat(page.locator(".focused").textContent())
                    .isEqualTo(page.locator("[role=slider]").getAttribute("aria-valuetext"));

            page.locator("summary").click();
            var series =
                    (Json.Obj) field(trends(), "series", Json.Arr.class).items().getFirst();
            var reported = field(series, "buckets", Json.Arr.class).items();
            assertThat(page.locator("tbody tr:not(:has(td:first-of-type:text-is('0')))")
                            .count())
                    .isEqualTo(reported.size())
                    .isPositive();
            var saved =
                    page.waitForDownload(() -> page.locator("text=Save as CSV").click());
            var lines = Files.readAllLines(saved.path());
            assertThat(lines.getFirst())
                    .isEqualTo("localDate,reports,mean,level,low,high,minutes,practices,planChanges");
            assertThat(lines).hasSize(1 + page.locator("tbody tr").count());
        }
    }

    @Test
    void a_day_on_which_the_plan_changed_has_a_flag_a_row_and_words() throws Exception {
        var plan = visits.read(Persona.ANOTHER, "/v1/members/me/nudge-plan");
        long version = (long) field(plan, "version", Json.Num.class).value();
        visits.tell(
                Persona.ANOTHER,
                "PUT",
                "nudge-plan",
                "{\"enabled\": true, \"slots\": [\"11:45\"], \"contexts\": [\"desk\"], \"version\": " + (version + 1)
                        + "}");
        visits.tell(
                Persona.ANOTHER,
                "POST",
                "tension-reports",
                "{\"at\": \"" + Instant.now().minusSeconds(60)
                        + "\", \"zone\": \"UTC\", \"tension\": [{\"region\": \"neck\", \"value\": 4}]}");
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            go(page, "trends");
            page.locator(".uplot canvas").waitFor();
            page.locator("summary").click();
            page.locator("td:has-text('nudge plan changed')").first().waitFor();
            page.locator("[role=slider]").focus();
            page.keyboard().press("Home");
            page.keyboard().press("End");
            page.waitForFunction(
                    "() => document.querySelector('[role=slider]').getAttribute('aria-valuetext').includes('nudge plan changed')");
            assertThat(page.locator(".focused").textContent()).contains("nudge plan changed");
            assertThat(flagged(page)).as("pixels of the flag").isPositive();
            look(page, "trends-flag");
        }
    }

    /** Of the top lines of the chart, the pixels that are not background: there is nothing else so high up. */
    private static int flagged(Page page) {
        return ((Number) page.evaluate("""
                () => { const canvas = document.querySelector('.uplot canvas'); const top = Math.round(8 * devicePixelRatio);
                  const pixels = canvas.getContext('2d').getImageData(canvas.width * 0.6, top + 3 * devicePixelRatio, canvas.width * 0.4, 2 * devicePixelRatio).data;
                  let drawn = 0; for (let at = 3; at < pixels.length; at += 4) if (pixels[at] > 200) drawn++; return drawn; }
                """)).intValue();
    }

    @Test
    void a_wheel_zooms_a_drag_moves_and_neither_leaves_the_days_there_are() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "trends");
            var chart = page.locator(".u-over");
            chart.waitFor();
            page.locator("[role=slider]").focus();
            var before = page.locator(".uplot canvas").screenshot();
            chart.hover();
            page.mouse().wheel(0, -400);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            !Arrays.equals(before, page.locator(".uplot canvas").screenshot()));
            var box = chart.boundingBox();
            page.mouse().move(box.x + box.width / 2, box.y + 50);
            page.mouse().down();
            page.mouse().move(box.x + box.width * 20, box.y + 50);
            page.mouse().up();
            page.mouse().move(box.x + 1, box.y + 50);
            page.waitForFunction("() => document.querySelector('[role=slider]').ariaValueNow === '0'");
            page.mouse().move(box.x + box.width - 1, box.y + 50);
            page.waitForFunction(
                    "() => { const slider = document.querySelector('[role=slider]');"
                            + " return slider.ariaValueNow !== '0' && Number(slider.ariaValueNow) < Number(slider.ariaValueMax); }");
        }
    }

    @Test
    void a_plan_changed_in_two_tabs_is_shown_side_by_side_and_the_person_says_which_holds() throws Exception {
        try (var visitor = visits.visitor()) {
            var one = visits.signedIn(visitor, Persona.ANOTHER);
            go(one, "nudges");
            one.locator(".week").waitFor();
            var other = visits.anotherTab(visitor);
            go(other, "nudges");
            other.locator(".week").waitFor();

            one.locator("label:has-text('A day') input").fill("1");
            one.locator("label:has-text('A day') input").blur();
            one.locator("text=Keep this plan").click();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(plan()).contains("perDay=1", "minGapMinutes=180"));

            other.locator("label:has-text('Minutes apart') input").fill("240");
            other.locator("label:has-text('Minutes apart') input").blur();
            other.locator("text=Keep this plan").click();
            other.locator("text=Which one is to hold?").waitFor();
            visits.browser().noise().removeIf(each -> each.contains("412") || each.contains("status of 412"));
            assertThat(other.locator(".differs").allTextContents().toString())
                    .contains("2 a day", "1 a day", "240 minutes", "180 minutes");
            assertThat(Chromium.violations(other)).isEmpty();
            Chromium.shoot(other, "plan-both");
            other.locator("text=Keep mine").click();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(plan()).contains("perDay=2", "minGapMinutes=240"));
        }
    }

    /** The fields of the plan's limits, as text. */
    private static String plan() throws Exception {
        var caps = field(visits.read(Persona.ANOTHER, "/v1/members/me/nudge-plan"), "caps", Json.Obj.class);
        return caps.fields().entrySet().stream()
                .map(each -> each.getKey() + "=" + (int) ((Json.Num) each.getValue()).value())
                .toList()
                .toString();
    }

    @Test
    void a_pause_is_told_and_ended_in_one_tap_each() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "nudges");
            page.locator("text=Until morning").click();
            page.locator("h2:has-text('Paused')").waitFor();
            assertThat(page.locator("#pause-title + p").textContent()).startsWith("Nudges are paused until ");
            page.locator("text=Go on now").click();
            page.locator("h2:has-text('Take a pause')").waitFor();
        }
    }

    @Test
    void a_consent_is_withdrawn_in_one_tap_and_the_services_know() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "me");
            var research = page.locator("label:has-text('studies') input");
            research.waitFor();
            boolean before = research.isChecked();
            research.click();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(consents()).contains("research=" + !before));
            page.waitForFunction("() => !document.querySelector('.switch input').disabled");
            assertThat(research.isChecked()).isEqualTo(!before);
        }
    }

    private static String consents() throws Exception {
        var consents = field(visits.read(Persona.LONG_TIME, "/v1/members/me/settings"), "consents", Json.Obj.class);
        var research = field(consents, "research", Json.Bool.class);
        return "research=" + research.value();
    }

    @Test
    void what_is_ones_own_is_saved_as_a_file_in_each_form() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "me");
            for (var form : Map.of("as JSON", "tension-report", "as CSV", "tension-report", "as FHIR", "Observation")
                    .entrySet()) {
                var saved = page.waitForDownload(() ->
                        page.locator("button:has-text('" + form.getKey() + "')").click());
                assertThat(Files.readString(saved.path()).strip())
                        .as(form.getKey())
                        .startsWith(form.getKey().equals("as CSV") ? "localDate," : "{")
                        .contains(form.getValue());
            }
        }
    }

    @Test
    void the_page_holds_still_while_it_loads() {
        try (var visitor = visits.visitor()) {
            visitor.addInitScript("""
                    window.shifted = 0; window.longest = 0;
                    new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) window.shifted += e.value; })).observe({type: 'layout-shift', buffered: true});
                    new PerformanceObserver(l => l.getEntries().forEach(e => window.longest = Math.max(window.longest, e.duration))).observe({type: 'longtask', buffered: true});
                    """);
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            var told = new ArrayList<String>();
            for (var screen : SHOWN.entrySet()) {
                page.navigate(visits.stack().page() + "/#" + screen.getKey());
                page.reload();
                signedInAgain(page, screen.getValue());
                told.add(screen.getKey() + ": shift " + page.evaluate("() => window.shifted.toFixed(4)")
                        + ", longest task " + page.evaluate("() => Math.round(window.longest)") + " ms");
                assertThat(((Number) page.evaluate("() => window.shifted")).doubleValue())
                        .as(screen.getKey())
                        .isLessThanOrEqualTo(MOST_SHIFT);
            }
            System.out.println("Dashboard, loaded anew: " + told);
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740, LIGHT", "360, 740, DARK", "1280, 800, LIGHT", "1280, 800, DARK"})
    void every_screen_is_free_of_what_axe_finds_and_fits_its_width(int width, int height, ColorScheme colours)
            throws Exception {
        var name = "-" + width + "-" + colours.name().toLowerCase(Locale.ROOT);
        try (var visitor = visits.browser().visitor(width, height, colours)) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            look(page, "day-full" + name);
            go(page, "trends");
            page.locator(".uplot canvas").waitFor();
            page.locator(".bars").first().waitFor();
            look(page, "trends" + name);
            page.locator("label:has-text('1 week')").click();
            page.locator("summary").click();
            page.locator("table").waitFor();
            look(page, "trends-week" + name);
            go(page, "helps");
            page.locator(".lines, .empty").first().waitFor();
            look(page, "helps" + name);
            go(page, "nudges");
            page.locator(".week").waitFor();
            look(page, "nudges" + name);
            go(page, "me");
            page.locator(".switch >> nth=3").waitFor();
            look(page, "me" + name);
        }
    }

    private static final Path LONGER = Path.of("../insight-service/target/dashboard/pseudo.js");

    private static void lookAtEach(Page page, String name) throws IOException {
        for (var screen : SHOWN.entrySet()) {
            go(page, screen.getKey());
            page.locator(screen.getValue()).first().waitFor();
            look(page, screen.getKey() + name);
        }
    }

    @Test
    void who_reads_german_is_spoken_to_in_german_on_every_screen() throws Exception {
        try (var visitor = visits.browser().phoneIn("de-DE")) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            assertThat(page.evaluate("() => document.documentElement.lang")).isEqualTo("de");
            assertThat(page.locator("nav a").allTextContents())
                    .containsExactly("Mein Tag", "Verlauf", "Was hilft", "Anstöße", "Ich");
            lookAtEach(page, "-360-german");
            go(page, "day");
            assertThat(page.locator(".sentence").first().textContent()).contains("Angaben zur Spannung");
            assertThat(page.locator("main [lang]").count())
                    .as("all of it is German")
                    .isZero();
            go(page, "trends");
            page.locator(".bars").first().waitFor();
            assertThat(page.locator("main").textContent())
                    .contains("Angaben")
                    .doesNotContain("tension reports", "So far");
            go(page, "helps");
            page.locator(".lines, .empty").first().waitFor();
            assertThat(page.locator("main").textContent()).doesNotContain("So far", "so far", "not enough");
            go(page, "nudges");
            page.locator(".week").waitFor();
            assertThat(page.locator("main").textContent()).doesNotContain("Nudge at", "No nudge at");
            go(page, "me");
            page.locator("label:has-text('English')").click();
            page.locator("h1:text-is('Me')").waitFor();
            go(page, "day");
            page.locator(".sentence:has-text('tension reports')").waitFor();
            go(page, "me");
            page.reload();
            Visits.signedInAgain(page, "h1:text-is('Me')");
            var settings = visits.read(Persona.LONG_TIME, "/v1/members/me/settings");
            assertThat(settings.toString()).contains("language=Str[value=en]");
        }
    }

    @Test
    void messages_that_are_longer_by_two_fifths_break_nothing_on_a_phone() throws Exception {
        try (var visitor = visits.browser().phoneIn("de-DE")) {
            visitor.route(
                    Pattern.compile(".*/german-[0-9a-f]+\\.js"),
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/javascript")
                            .setPath(LONGER)));
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            assertThat(page.locator("nav a").first().textContent()).startsWith("My dáy");
            lookAtEach(page, "-360-longer");
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740, LIGHT", "1280, 800, DARK"})
    void a_teacher_sees_groups_week_by_week_and_that_single_members_are_hidden(
            int width, int height, ColorScheme colours) throws Exception {
        try (var visitor = visits.browser().visitor(width, height, colours)) {
            var page = visits.arrived(visitor, Persona.TEACHER);
            page.locator(".weeks tbody tr").first().waitFor();
            page.locator("#effect-title ~ p >> nth=1").waitFor();
            assertThat(page.locator(".weeks .hidden-cell").count()).isPositive();
            assertThat(page.locator(".weeks .hidden-cell").first().textContent())
                    .isEqualTo("Hidden to protect members");
            assertThat(page.locator("nav a").allTextContents()).containsExactly("Studio");
            look(page, "studio-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
            page.locator("fieldset:has-text('Whom to look at') label").nth(1).click();
            page.locator(".weeks .chip-cell, .weeks .hidden-cell").first().waitFor();
            assertThat(page.locator("fieldset:has-text('Whom to look at') label")
                            .allTextContents())
                    .startsWith("The whole studio")
                    .hasSizeGreaterThan(1)
                    .doesNotContain("no-such-group");
            page.locator("input[name=group]").fill("no-such-group");
            page.locator("text=Look >> visible=true").last().click();
            page.waitForFunction("() => document.querySelectorAll('.weeks .chip-cell').length === 0");
        }
    }

    @Test
    void in_a_trial_of_ones_own_chance_decides_once_and_the_service_says_how_far_it_is() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            go(page, "helps");
            page.locator("#trial-title ~ form button").click();
            page.locator("text=Which one now?").click();
            page.locator("text=Chance says:").waitFor();
            assertThat(page.locator("text=Which one now?").isDisabled())
                    .as("what was drawn stands")
                    .isTrue();
            assertThat(visits.read(Persona.ANOTHER, "/v1/members/me/self-experiments")
                            .toString())
                    .containsPattern("drawCount=Num\\[value=1");
            Chromium.shoot(page, "trial");
            assertThat(Chromium.violations(page)).isEmpty();
            page.locator("text=End it").click();
            page.locator("#trial-title ~ form button").waitFor();
        }
    }

    @Test
    void days_away_and_the_days_of_a_moment_are_chosen_by_hand() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "nudges");
            page.locator("text=Add these days").click();
            page.locator("#away-title ~ ul li").waitFor();
            assertThat(visits.read(Persona.LONG_TIME, "/v1/members/me/settings").toString())
                    .contains("away=Arr");
            page.locator("#away-title ~ ul button").click();
            Visits.gone(page.locator("#away-title ~ ul li"));

            page.locator(".days label:has-text('Mo')").first().click();
            page.locator("text=Keep this plan").click();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(visits.read(Persona.LONG_TIME, "/v1/members/me/nudge-plan")
                                    .toString())
                            .contains("slotRules=Arr", "tuesday")
                            .doesNotContain("monday"));
        }
    }
}
