package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Visits.field;
import static org.paschima.localstack.Visits.go;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.paschima.contract.json.Json;

/** The plan of nudges in a real browser: changed in two places at once, paused, and days without any. */
class DashboardPlanIT {

    @RegisterExtension
    static final Visits visits = Visits.ofSampleStudio();

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
                    .untilAsserted(() -> assertThat(plan(Persona.ANOTHER)).contains("perDay=1", "minGapMinutes=180"));

            other.locator("label:has-text('Minutes apart') input").fill("240");
            other.locator("label:has-text('Minutes apart') input").blur();
            other.locator("text=Keep this plan").click();
            other.locator("text=Which one is to hold?").waitFor();
            assertThat(visits.browser().noise())
                    .as("what was made from another version was not taken")
                    .anyMatch(each -> each.startsWith("412: ") && each.endsWith("/nudge-plan"));
            visits.browser().noise().removeIf(each -> each.contains("412"));
            assertThat(other.locator(".differs").allTextContents().toString())
                    .contains("2 a day", "1 a day", "240 minutes", "180 minutes");
            assertThat(Chromium.violations(other)).isEmpty();
            Chromium.shoot(other, "plan-both");
            other.locator("text=Keep mine").click();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(plan(Persona.ANOTHER)).contains("perDay=2", "minGapMinutes=240"));
        }
    }

    /** The fields of the plan's limits, as text. */
    private static String plan(Persona persona) throws Exception {
        var caps = field(visits.read(persona, "/v1/members/me/nudge-plan"), "caps", Json.Obj.class);
        return caps.fields().entrySet().stream()
                .map(each -> each.getKey() + "=" + (int) ((Json.Num) each.getValue()).value())
                .toList()
                .toString();
    }

    @Test
    void by_keyboard_alone_a_plan_is_changed_and_kept() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            var keys = Keyboard.of(page);
            keys.to("nav a[href='#nudges']").press("Enter");
            page.locator(".week").waitFor();
            var perDay = Integer.parseInt(
                    page.locator("label:has-text('A day') input").inputValue());

            keys.to("#plan-title ~ form .field input[type=number]").press("ArrowUp");
            keys.to("#plan-title ~ form .primary").press("Enter");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(plan(Persona.LONG_TIME)).contains("perDay=" + (perDay + 1)));
            page.locator(".spoken[role=status]:has-text('The plan is kept.')")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
            keys.awaitFocusOn("#plan-title ~ form .primary").wasNeverLost();
        }
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

    @Test
    void by_keyboard_alone_days_away_are_added_and_taken_back_and_a_day_is_kept_free() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            var keys = Keyboard.of(page);
            keys.to("nav a[href='#nudges']").press("Enter").awaitFocusOn("main h1");
            page.locator("#away-title ~ form").waitFor();

            keys.to("#away-title ~ form button").press("Enter");
            page.locator("#away-title ~ ul li").waitFor();
            keys.awaitDone();
            keys.awaitFocusOn("#away-title ~ form button");

            keys.backTo("#away-title ~ ul button").press("Enter");
            Visits.gone(page.locator("#away-title ~ ul li"));
            keys.awaitFocusOn("#away-title");
            assertThat(visits.read(Persona.ANOTHER, "/v1/members/me/settings").toString())
                    .doesNotContainPattern("away=Arr\\[items=\\[Obj");

            keys.to(".rest input").press("Space");
            page.waitForFunction(
                    "() => document.activeElement.checked && document.activeElement.ariaDisabled === 'false'");
            keys.awaitFocusOn(".rest label:first-of-type input").press("Space");
            page.waitForFunction(
                    "() => !document.activeElement.checked && document.activeElement.ariaDisabled === 'false'");
            keys.wasNeverLost();
        }
    }

    @Test
    void what_checks_may_bring_is_asked_for_by_hand_and_quiet_hours_may_be_none() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "nudges");
            page.locator("label:has-text('Sitting or standing still') input").click();
            page.locator("label:has-text('After so many minutes') input").fill("45");
            page.locator("label:has-text('After so many minutes') input").blur();
            page.locator("label:has-text('Hardly a change') input").click();
            page.locator("label:has-text('There are quiet hours') input").click();
            page.locator("text=Keep this plan").click();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(visits.read(Persona.LONG_TIME, "/v1/members/me/nudge-plan")
                                    .toString())
                            .contains("stillMinutes=Num[value=45", "lowVariety=Bool[value=true", "quietHours=Null"));
            Visits.gone(page.locator("text=As it was"));
            page.locator("text=One may also come when posture checks show that you kept still for long, or few changes")
                    .waitFor();
            page.locator("label:has-text('Sitting or standing still') input").click();
            page.locator("label:has-text('Hardly a change') input").click();
            page.locator("text=Keep this plan").click();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(visits.read(Persona.LONG_TIME, "/v1/members/me/nudge-plan")
                                    .toString())
                            .doesNotContain("triggers"));
            Visits.gone(page.locator("text=One may also come"));
        }
    }

    @Test
    void where_nudges_go_is_chosen_by_hand_and_ways_that_reach_nobody_are_told() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "nudges");
            var moments = page.locator("[aria-labelledby='channels-slots']");
            for (var way : List.of("This page", "Your studio", "Browser")) {
                moments.locator("label:has-text('" + way + "') input").click();
            }
            assertThat(moments.locator("label:has-text('E-mail') input").isDisabled())
                    .as("one way at least")
                    .isTrue();
            page.locator("text=Keep this plan").click();
            page.locator("form >> text=Nothing is set up yet on the ways you chose")
                    .waitFor();
            assertThat(visits.read(Persona.LONG_TIME, "/v1/members/me/nudge-plan")
                            .toString())
                    .contains("slots=Arr[items=[Str[value=e-mail]]]");

            for (var way : List.of("This page", "Your studio", "Browser")) {
                moments.locator("label:has-text('" + way + "') input").click();
            }
            page.locator("text=Keep this plan").click();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(visits.read(Persona.LONG_TIME, "/v1/members/me/nudge-plan")
                                    .toString())
                            .doesNotContain("channels"));
            Visits.gone(page.locator("form >> text=Nothing is set up yet on the ways you chose"));
        }
    }
}
