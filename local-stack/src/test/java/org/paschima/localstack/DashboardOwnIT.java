package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Visits.field;
import static org.paschima.localstack.Visits.go;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.paschima.contract.json.Json;

/** What is a member's own, in a real browser: what was agreed to, the records to take along, and a trial of two practices. */
class DashboardOwnIT {

    private static final String DRAW = "#trial-title ~ .choices button:first-of-type";

    @RegisterExtension
    static final Visits visits = Visits.ofSampleStudio();

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
            page.waitForFunction("() => document.querySelector('.switch input').ariaDisabled === 'false'");
            assertThat(research.isChecked()).isEqualTo(!before);
        }
    }

    @Test
    void by_keyboard_alone_one_agrees_or_takes_it_back() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            var keys = Keyboard.of(page);
            keys.to("nav a[href='#me']").press("Enter");
            var research = page.locator("label:has-text('studies') input");
            research.waitFor();
            boolean before = research.isChecked();
            assertThat(page.locator("#mail-title").count())
                    .as("what is not offered here")
                    .isZero();
            keys.to("#consents-title ~ .switch:last-of-type input").press("Space");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(consents()).contains("research=" + !before));
            keys.awaitDone();
            keys.wasNeverLost();
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
    void by_keyboard_alone_two_practices_are_chosen_tried_and_drawn_between() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            var keys = Keyboard.of(page);
            keys.to("nav a[href='#helps']").press("Enter").awaitFocusOn("main h1");
            page.locator("#trial-title ~ form").waitFor();
            keys.to("fieldset input:checked").press("ArrowRight");
            page.waitForFunction("() => document.activeElement.checked");
            keys.press("ArrowLeft");

            keys.to("#trial-title ~ form label:first-of-type select")
                    .press("ArrowDown")
                    .press("ArrowDown");
            keys.to("#trial-title ~ form label:last-of-type select")
                    .press("ArrowDown")
                    .press("ArrowDown");
            keys.to("#trial-title ~ form button").press("Enter");
            keys.awaitFocusOn("#trial-title"); // what was pressed is no more
            page.locator(DRAW).waitFor();
            keys.to(DRAW).press("Enter");
            page.locator("text=Chance says:").waitFor();
            page.waitForFunction("() => document.activeElement.ariaDisabled === 'true'");
            keys.awaitFocusOn(DRAW);
            assertThat(visits.read(Persona.LONG_TIME, "/v1/members/me/self-experiments")
                            .toString())
                    .contains("practices=Arr[items=[Str[value=parsvottanasana], Str[value=bhujangasana]]]")
                    .containsPattern("drawCount=Num\\[value=1");
            keys.to(DRAW + " + button").press("Enter");
            keys.awaitFocusOn("#trial-title").wasNeverLost();
            page.locator("#trial-title ~ form").waitFor();
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
}
