package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Visits.gone;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.paschima.contract.json.Json;

/** Care that does not take the whole screen: a hold that only a statement ends, and a suggestion that is the member's to dismiss. */
class DashboardCareIT {

    @RegisterExtension
    static final Visits visits = Visits.ofOneClass();

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

            page.locator(".care >> text=A health professional has looked at it").click();
            gone(page.locator(".care"));
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

            card.locator("text=Weiter wie bisher").click();
            gone(card);
            assertThat(care(Persona.ANOTHER, "routine")).isEqualTo(Json.Null.VALUE);
        }
    }
}
