package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Keyboard.tabTo;
import static org.paschima.localstack.Visits.field;
import static org.paschima.localstack.Visits.go;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.look;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.json.Json;

/** Trends in a real browser: what was reported, day by day, as a picture, in words, as a table and as a file. */
class DashboardTrendsIT {

    @RegisterExtension
    static final Visits visits = Visits.ofSampleStudio();

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
            page.locator("table").waitFor();
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
    void by_keyboard_alone_one_walks_through_the_days_and_opens_the_table() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            tabTo(page, "nav a[href='#trends']");
            page.keyboard().press("Enter");
            page.locator(".uplot canvas").waitFor();
            tabTo(page, "[role=slider]");
            var slider = page.locator("[role=slider]");
            int last = Integer.parseInt(slider.getAttribute("aria-valuenow"));
            page.keyboard().press("ArrowLeft");
            page.waitForFunction("at => document.activeElement.ariaValueNow === at", String.valueOf(last - 1));
            page.keyboard().press("PageDown");
            page.waitForFunction("at => document.activeElement.ariaValueNow === at", String.valueOf(last - 8));
            assertThat(slider.getAttribute("aria-valuetext"))
                    .isEqualTo(page.locator(".focused").textContent());
            tabTo(page, "summary");
            page.keyboard().press("Enter");
            page.locator("table").waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LIGHT, en-GB, 1 year, 365",
        "LIGHT, en-GB, All, 3650",
        "DARK, en-GB, 1 year, 365",
        "DARK, en-GB, All, 3650",
        "LIGHT, de-DE, Alles, 3650"
    })
    void years_of_reports_on_every_day_are_drawn_listed_and_free_of_what_axe_finds(
            ColorScheme colours, String language, String range, int days) throws Exception {
        try (var visitor = visits.browser().readerOf(language, 1280, 800)) {
            visitor.route(LongTrend.ASKED, LongTrend::answer);
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            go(page, "trends");
            page.locator(".uplot canvas").waitFor();
            showing(page, range, days);
            page.locator(".uplot canvas").waitFor();
            var name = "trends-" + days + "-" + language + "-" + colours.name().toLowerCase(Locale.ROOT);
            look(page, name);
            page.locator("summary").click();
            page.locator("table").waitFor();
            assertThat(page.locator("tbody tr").count()).isEqualTo(days);
            look(page, name + "-table");
        }
    }

    @Test
    void an_answer_that_says_what_is_shown_already_is_not_drawn_again() {
        try (var visitor = visits.visitor()) {
            visitor.route(LongTrend.ASKED, LongTrend::answer);
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "trends");
            page.locator(".uplot canvas").waitFor();
            showing(page, "1 week", 7);
            var held = new AtomicReference<Route>();
            page.route(LongTrend.ASKED, held::set);
            showing(page, "3 months", 91);
            page.evaluate("() => document.querySelector('.uplot').dataset.was = 'here'");
            page.waitForCondition(() -> held.get() != null);
            var before = page.evaluate("() => Date.now()");
            LongTrend.answer(held.get());
            page.waitForFunction(
                    "before => new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () =>"
                            + " open.result.transaction('answers').objectStore('answers').getAll().onsuccess ="
                            + " e => done(e.target.result.some(each => each.at >= before)); })",
                    before);
            assertThat(page.locator(".uplot[data-was]").count()).isEqualTo(1);
        }
    }

    private static void showing(Page page, String range, int days) {
        page.locator("label:has-text('" + range + "')").click();
        page.waitForFunction(
                "last => document.querySelector('[role=slider]')?.ariaValueMax === last", String.valueOf(days - 1));
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
    void on_a_phone_what_is_below_the_chart_opens_as_sheets_by_keyboard_or_touch_and_the_focus_comes_back()
            throws Exception {
        try (var visitor = visits.browser().visitor(360, 740, ColorScheme.LIGHT)) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "trends");
            page.locator(".opens:enabled >> nth=2").waitFor();
            assertThat(page.locator(".chart").first().boundingBox().height).isEqualTo(220);
            assertThat(page.locator(".opens").allTextContents())
                    .containsExactly("Table and file", "Time of day and day of the week", "Before and after practice");
            assertThat(page.locator("main table, main .bars").count())
                    .as("what is not opened is not there")
                    .isZero();

            tabTo(page, ".opens");
            page.keyboard().press("Enter");
            var sheet = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Table and file"));
            sheet.locator("tbody tr").first().waitFor();
            awaitFocusIn(page, "dialog");
            var saved =
                    page.waitForDownload(() -> sheet.locator("text=Save as CSV").click());
            assertThat(Files.readAllLines(saved.path())).hasSizeGreaterThan(1);
            page.keyboard().press("Escape");
            gone(sheet);
            awaitFocusIn(page, ".opens:first-of-type");

            page.locator(".opens").nth(1).click();
            page.locator("dialog .bars").first().waitFor();
            page.mouse().click(180, 4); // beside it
            gone(page.locator("dialog"));
            awaitFocusIn(page, ".opens:nth-of-type(2)");

            page.locator(".opens").nth(2).click();
            page.locator("dialog .pairs, dialog p").first().waitFor();
            page.locator("dialog h2").click(); // within it
            assertThat(page.locator("dialog").count()).isEqualTo(1);
            page.locator("dialog button:has-text('Close')").click();
            gone(page.locator("dialog"));

            page.setViewportSize(1280, 800);
            page.locator("main .bars").first().waitFor();
            assertThat(page.locator(".opens").count()).isZero();
        }
    }

    /** It moves once the page has been drawn anew. */
    private static void awaitFocusIn(Page page, String selector) {
        page.waitForFunction("where => document.activeElement.closest(where) !== null", selector);
    }

    @Test
    void two_fingers_apart_zoom_in_on_what_is_between_them() {
        try (var visitor = visits.browser().phoneIn("en-GB")) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "trends");
            var chart = page.locator(".u-over");
            chart.scrollIntoViewIfNeeded();
            var box = chart.boundingBox();
            var session = visitor.newCDPSession(page);
            double middle = box.x + box.width / 2;
            for (var apart : new double[] {20, 60, 100}) {
                touch(session, apart == 20 ? "touchStart" : "touchMove", box.y + 40, middle - apart, middle + apart);
            }
            touch(session, "touchEnd", box.y + 40);
            page.mouse().move(box.x + 1, box.y + 40);
            page.waitForFunction(
                    "() => { const at = document.querySelector('[role=slider]').ariaValueNow; return Number(at) > 20 && Number(at) < 45; }");
            page.mouse().move(box.x + box.width - 1, box.y + 40);
            page.waitForFunction(
                    "() => { const at = document.querySelector('[role=slider]').ariaValueNow; return Number(at) > 45 && Number(at) < 70; }");
        }
    }

    private static void touch(CDPSession session, String kind, double y, double... fingers) {
        var points = new JsonArray();
        for (int i = 0; i < fingers.length; i++) {
            var point = new JsonObject();
            point.addProperty("x", fingers[i]);
            point.addProperty("y", y);
            point.addProperty("id", i);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", kind);
        event.add("touchPoints", points);
        session.send("Input.dispatchTouchEvent", event);
    }
}
