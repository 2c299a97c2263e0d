package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.localstack.Visits.go;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.look;
import static org.paschima.localstack.Visits.signedInAgain;
import static org.paschima.localstack.Visits.speakLonger;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen in a real browser, at each size, in both colours and in each language: nothing is cut off, moves, or is what axe finds wrong. */
class DashboardLooksIT {

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
            ".switch >> nth=4");

    private static final double MOST_SHIFT = 0.02;

    @RegisterExtension
    static final Visits visits = Visits.ofSampleStudio();

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
            boolean isPhone = width < 600;
            page.locator(isPhone ? ".opens:enabled >> nth=2" : ".bars").first().waitFor();
            look(page, "trends" + name);
            if (isPhone) {
                lookAtSheets(page, name);
            }
            page.locator("label:has-text('1 week')").click();
            page.waitForFunction("() => document.querySelector('[role=slider]')?.ariaValueMax === '6'");
            page.locator(isPhone ? ".opens" : "summary").first().click();
            page.locator("table").waitFor();
            look(page, "trends-week" + name);
            page.keyboard().press("Escape");
            go(page, "helps");
            page.locator(".lines, .empty").first().waitFor();
            look(page, "helps" + name);
            go(page, "nudges");
            page.locator(".week").waitFor();
            look(page, "nudges" + name);
            go(page, "me");
            page.locator(".switch >> nth=4").waitFor();
            look(page, "me" + name);
        }
    }

    private static void lookAtSheets(Page page, String name) throws IOException {
        for (int part = 0; part < 3; part++) {
            page.locator(".opens:enabled").nth(part).click();
            page.locator("dialog[open] #sheet-title").waitFor();
            look(page, "trends-sheet-" + part + name);
            page.keyboard().press("Escape");
            gone(page.locator("dialog"));
        }
    }

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
            page.locator(".opens:enabled >> nth=2").waitFor();
            lookAtSheets(page, "-360-german");
            page.locator(".opens:has-text('Tageszeit und Wochentag')").click();
            page.locator("dialog[open] #sheet-title").waitFor();
            assertThat(page.locator("main").textContent())
                    .contains("Angaben", "Schließen")
                    .doesNotContain("tension reports", "So far");
            page.locator("text=Schließen").click();
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
    void who_reads_german_finds_nothing_wrong_on_a_desktop_in_either_colour() throws Exception {
        try (var visitor = visits.browser().readerOf("de-DE", 1280, 800)) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                lookAtEach(page, "-1280-german-" + colours.name().toLowerCase(Locale.ROOT));
            }
            assertThat(page.locator("nav a").first().textContent()).isEqualTo("Mein Tag");
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740", "1280, 800"})
    void messages_that_are_longer_by_two_fifths_break_nothing(int width, int height) throws Exception {
        try (var visitor = visits.browser().readerOf("de-DE", width, height)) {
            speakLonger(visitor);
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            assertThat(page.locator("nav a").first().textContent()).startsWith("My dáy");
            var name = "-" + width + "-longer";
            lookAtEach(page, name);
            go(page, "trends");
            if (width < 600) {
                page.locator(".opens:enabled >> nth=2").waitFor();
                lookAtSheets(page, name);
            }
            go(page, "day");
            page.locator(".part").first().click();
            page.locator(".number").first().click();
            page.locator("dialog .choice").first().waitFor();
            look(page, "check" + name);
        }
    }
}
