package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.localstack.Visits.go;
import static org.paschima.localstack.Visits.keepsThePage;
import static org.paschima.localstack.Visits.look;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screens that are scripts of their own: there without network, after a release, and when they cannot be had. */
class DashboardScreensIT {

    private static final Map<String, String> TITLES =
            Map.of("trends", "Trends", "helps", "What helps me", "nudges", "Nudges", "me", "Me");

    @RegisterExtension
    static final Visits visits = Visits.ofOneClass();

    /** Each screen, and what is there for somebody who noted nothing yet. */
    private static final Map<String, String> EMPTY =
            Map.of("day", ".empty", "trends", ".empty", "helps", ".empty", "nudges", ".week", "me", ".switch >> nth=4");

    private static void isShown(Page page, String screen) {
        page.locator("h1:text-is('" + TITLES.get(screen) + "')").waitFor();
        page.waitForFunction("() => document.activeElement.tagName === 'H1'");
    }

    @Test
    void each_screen_opens_without_network_though_nobody_looked_at_it_before_and_says_what_waits() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            keepsThePage(page, ".pillar");
            visitor.setOffline(true);
            page.locator(".part[aria-label^='Upper back']").click();
            page.locator(".number:text-is('3')").click();
            page.locator("dialog .choice:has-text('Easy')").click();
            page.locator("text=1 waiting").waitFor();
            for (var screen : TITLES.keySet()) {
                go(page, screen);
                isShown(page, screen);
                assertThat(page.locator(".top").textContent()).as(screen).contains("1 waiting");
            }
            visits.forgiveNoNetwork();
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740, LIGHT, en-GB", "360, 740, DARK, de-DE", "1280, 800, LIGHT, de-DE", "1280, 800, DARK, en-GB"})
    void who_noted_nothing_yet_finds_words_on_every_screen(int width, int height, ColorScheme colours, String language)
            throws Exception {
        try (var visitor = visits.browser().readerOf(language, width, height)) {
            var page = visits.arrived(visitor, Persona.NEW);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            for (var screen : EMPTY.entrySet()) {
                go(page, screen.getKey());
                page.locator(screen.getValue()).first().waitFor();
                look(
                        page,
                        screen.getKey() + "-empty-" + width + "-"
                                + colours.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void a_page_from_before_a_release_is_loaded_anew_where_it_is_when_a_screen_of_its_own_is_no_more() {
        try (var visitor = visits.browser().phoneIn("en-GB")) { // no worker keeps what was before
            var isReleased = new AtomicBoolean();
            visitor.route("**/trends-*.js", route -> {
                if (isReleased.compareAndSet(false, true)) {
                    route.fulfill(new Route.FulfillOptions().setStatus(404));
                } else {
                    route.resume();
                }
            });
            visitor.route(visits.stack().page() + "/", route -> {
                if (route.request().resourceType().equals("fetch")) {
                    route.fulfill(new Route.FulfillOptions().setBody("<script src=\"/main-of-a-release-after.js\">"));
                } else {
                    route.resume();
                }
            });
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            page.evaluate("window.isFromBefore = true");
            page.locator("nav a[href='#trends']").click();
            page.waitForFunction("() => window.isFromBefore === undefined"
                    + " && document.querySelector('main h1')?.textContent === 'Trends'"
                    + " && document.querySelector('main [role=alert]') === null");
            assertThat(isReleased).isTrue();
            visits.browser().noise().removeIf(each -> each.contains("404") || each.contains("/trends-"));
        }
    }

    @Test
    void a_screen_that_cannot_be_had_says_so_and_is_there_when_it_is_tried_again() throws Exception {
        try (var visitor = visits.browser().phoneIn("de-DE")) {
            var isGone = new AtomicBoolean(true);
            visitor.route("**/helps-*.js", route -> {
                if (isGone.get()) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            go(page, "helps");
            page.locator("text=lässt sich gerade nicht laden").waitFor();
            look(page, "screen-missing-360-german");
            go(page, "me");
            page.locator("h1:text-is('Ich')").waitFor();
            go(page, "helps");
            page.locator("text=lässt sich gerade nicht laden").waitFor();
            isGone.set(false);
            page.locator("text=Noch einmal versuchen").click();
            page.locator("h1:text-is('Was mir hilft')").waitFor();
            visits.browser().noise().removeIf(each -> each.contains("ERR_FAILED"));
        }
    }
}
