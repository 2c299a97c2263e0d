package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.keepsThePage;
import static org.paschima.localstack.Visits.look;
import static org.paschima.localstack.Visits.speakLonger;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.json.Json;

/** Care: an emergency with the number to call, a hold that only a statement ends, and a suggestion that is the member's to dismiss. */
class DashboardCareIT {

    @RegisterExtension
    static final Visits visits = Visits.ofOneClass(Map.of("EMERGENCY_NUMBER", "+43 144"));

    private static final String NOW = "/v1/members/me/nudges/now";

    private static void noted(Persona persona, String symptom) throws Exception {
        visits.tell(
                persona,
                "POST",
                "symptom-reports",
                "{\"at\": \"" + Instant.now().minusSeconds(60) + "\", \"zone\": \"UTC\", \"symptoms\": [{\"code\": \""
                        + symptom + "\"}]}");
    }

    private static @Nullable Json care(Persona persona, String what) throws Exception {
        return visits.read(persona, "/v1/members/me/care").fields().get(what);
    }

    @ParameterizedTest
    @CsvSource({"360, 740, LIGHT", "360, 740, DARK", "1280, 800, LIGHT", "1280, 800, DARK"})
    void an_emergency_says_whom_to_call_without_network_too_and_stays_until_the_statement_has_arrived(
            int width, int height, ColorScheme colours) throws Exception {
        noted(Persona.NEW, "chest-pain");
        try (var visitor = visits.browser().visitor(width, height, colours)) {
            var page = visits.arrived(visitor, Persona.NEW);
            saysWhomToCall(page);
            look(page, "emergency-number-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
            keepsThePage(page, ".emergency");

            visitor.setOffline(true);
            page.reload();
            saysWhomToCall(page);
            page.keyboard().press("Escape");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("() => document.activeElement.href"))
                    .as("where the keyboard leads first")
                    .isEqualTo("tel:+43144");
            page.locator("text=A health professional has looked at it").click();
            page.locator("text=This goes away once it has arrived").waitFor();
            page.reload();
            page.locator("text=This goes away once it has arrived").waitFor();
            saysWhomToCall(page);
            assertThat(page.locator(".statements button:not([aria-disabled=true])")
                            .count())
                    .as("what is on its way need not be stated again")
                    .isZero();
            visits.forgiveNoNetwork();

            visitor.setOffline(false);
            gone(page.locator(".emergency"));
            visits.forgiveNoNetwork();
        }
    }

    @Test
    void in_a_longer_language_nothing_of_an_emergency_is_cut_on_a_phone() throws Exception {
        noted(Persona.NEW, "chest-pain");
        try (var visitor = visits.browser().phoneIn("de-DE")) {
            speakLonger(visitor);
            var page = visits.arrived(visitor, Persona.NEW);
            page.locator("h1:has-text('Pléásé gét')").waitFor();
            look(page, "emergency-360-longer");
            page.locator(".statements button").first().focus();
            page.keyboard().press("Enter");
            gone(page.locator(".emergency"));
            page.waitForFunction("() => document.activeElement.matches('main:not(.emergency) h1')");
        }
    }

    /** No news come of what the day has already, so that this is not told of later. */
    @Test
    void an_emergency_is_there_too_where_it_was_folded_into_the_day_before_it_was_into_the_nudges() throws Exception {
        var before = visits.answer(Persona.NEW, NOW);
        noted(Persona.NEW, "chest-pain");
        await().until(() -> !Json.Null.VALUE.equals(care(Persona.NEW, "hold")));
        try (var visitor = visits.visitor()) {
            visitor.route(
                    "**" + NOW,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBodyBytes(before)));
            var page = visits.arrived(visitor, Persona.NEW);
            saysWhomToCall(page);
            visitor.unroute("**" + NOW);
            page.locator("text=A health professional has looked at it").click();
            gone(page.locator(".emergency"));
        }
    }

    private static void saysWhomToCall(Page page) {
        page.waitForFunction("() => document.activeElement.matches('.emergency h1')");
        assertThat(page.locator(".emergency a").allTextContents()).containsExactly("+43 144");
        assertThat(page.locator("nav, header, .part, .pillar, dialog").count())
                .as("what else there is")
                .isZero();
    }

    @Test
    void a_hold_stands_above_the_day_in_words_until_it_is_stated_that_it_was_looked_at() throws Exception {
        noted(Persona.LONG_TIME, "arm-weakness");
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            page.locator(".care").waitFor();
            assertThat(page.locator(".care").textContent()).contains("Please have this looked at", "soon");
            assertThat(page.locator(".care ~ * .pillar, .care ~ .pillar, .pillar")
                            .count())
                    .as("the day is there all the same")
                    .isPositive();
            assertThat(Chromium.violations(page)).isEmpty();
            Chromium.shoot(page, "care-hold");

            var held = new AtomicReference<Route>();
            page.route("**/v1/records/batch", held::set);
            page.locator(".care >> text=A health professional has looked at it").focus();
            page.keyboard().press("Enter");
            page.waitForCondition(() -> held.get() != null);
            assertThat(page.evaluate("() => document.activeElement.textContent"))
                    .as("where the focus is while it is sent")
                    .isEqualTo("A health professional has looked at it");
            held.get().resume();
            gone(page.locator(".care"));
            page.waitForFunction("() => document.activeElement.matches('main h1, main h2')");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(care(Persona.LONG_TIME, "hold")).isEqualTo(Json.Null.VALUE));
        }
    }

    @Test
    void a_suggestion_is_told_in_the_readers_language_with_its_reason_and_goes_when_it_is_dismissed() throws Exception {
        noted(Persona.ANOTHER, "finger-tingling");
        try (var visitor = visits.browser().phoneIn("de-AT")) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            var card = page.locator("section:has(#care-title)");
            card.waitFor();
            assertThat(card.textContent())
                    .contains("du hast notiert: kribbelnde Finger")
                    .doesNotContain("tingling");
            assertThat(Chromium.violations(page)).isEmpty();
            Chromium.shoot(page, "care-suggestion-german");

            card.locator("text=Weiter wie bisher").focus();
            page.keyboard().press("Enter");
            gone(card);
            page.waitForFunction("() => document.activeElement.matches('main h1, main h2')");
            assertThat(care(Persona.ANOTHER, "routine")).isEqualTo(Json.Null.VALUE);
        }
    }
}
