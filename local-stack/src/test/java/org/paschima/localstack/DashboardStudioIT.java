package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.localstack.Visits.field;
import static org.paschima.localstack.Visits.look;
import static org.paschima.localstack.Visits.speakLonger;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.json.Json;

/** The studio in a real browser: groups week by week, and nobody can be told from them. */
class DashboardStudioIT {

    @RegisterExtension
    static final Visits visits = Visits.ofSampleStudio();

    private static final String FOLD = "**/v1/studio/fold";

    /** What a stack that is well never answers. In Auckland, where the browser is, that is the next day. */
    private static void behind(Route route) {
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"foldedTo\": \"2026-11-28T14:05:10Z\", \"behindSeconds\": 7200, \"parked\": {\"count\": 3,"
                        + " \"isMore\": false, \"latest\": \"2026-11-26T09:00:00Z\", \"reasons\": [\"INVALID\","
                        + " \"DAY_FULL\"]}, \"revision\": \"1\"}"));
    }

    /** What of the weeks lies beyond the width. */
    private static final String BEYOND = """
            width => [...document.querySelectorAll('.weeks tbody *')]
              .filter(each => each.checkVisibility() && !each.classList.contains('spoken'))
              .filter(each => each.getBoundingClientRect().right > width)
              .map(each => each.textContent)
            """;

    private static Json.Str hookTo(HookReceiving receiver) throws Exception {
        return field(
                visits.ask(
                        Persona.STUDIO,
                        "POST",
                        "/v1/webhooks",
                        "{\"name\": \"Front desk\", \"address\": \"" + receiver.address() + "\"}"),
                "id",
                Json.Str.class);
    }

    @ParameterizedTest
    @CsvSource({"360, 740, DARK", "1280, 800, LIGHT"})
    void who_looks_after_webhooks_sees_how_each_goes_tries_it_and_has_it_sent_again(
            int width, int height, ColorScheme colours) throws Exception {
        var receiver = new HookReceiving();
        var hook = hookTo(receiver);
        try (var visitor = visits.browser().visitor(width, height, colours)) {
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator(".hook:has-text('Working; nothing was sent yet.')").waitFor();
            page.locator("text=Send a test").click();
            page.locator(".hook >> text=The test: arrived (204).").waitFor();
            page.locator("label:has-text('What was written in') select").selectOption("24");
            page.locator("text=Send again").click();
            page.locator(".hook >> text=It is sent again within seconds.").waitFor();
            assertThat(page.locator("main").textContent())
                    .contains("Front desk")
                    .doesNotContain("secret-of-the-desk");
            look(page, "studio-webhooks-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
            assertThat(page.evaluate(
                                    "() => new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () =>"
                                            + " open.result.transaction('answers').objectStore('answers').getAllKeys().onsuccess ="
                                            + " e => done(e.target.result.join()); })")
                            .toString())
                    .as("what this device keeps")
                    .contains("/v1/studio/groups")
                    .doesNotContain("webhooks");
        } finally {
            visits.ask(Persona.STUDIO, "DELETE", "/v1/webhooks/" + hook.value(), "");
            receiver.close();
        }
    }

    @Test
    void by_keyboard_alone_one_chooses_a_group_and_tries_a_webhook_and_has_it_sent_again() throws Exception {
        var receiver = new HookReceiving();
        var hook = hookTo(receiver);
        try (var visitor = visits.visitor()) {
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator(".hook:has-text('Working; nothing was sent yet.')").waitFor();
            page.locator("fieldset label:has-text('mornings')").waitFor();
            page.locator("#effect-title ~ p >> nth=1").waitFor();
            var keys = Keyboard.of(page);

            keys.to("fieldset:first-of-type input[type=radio]:checked");
            keys.press("ArrowRight").press("ArrowRight");
            page.locator(".weeks thead th:has-text('Average of the whole')").waitFor();
            page.waitForFunction(
                    "() => document.activeElement.checked && document.activeElement.closest('label').textContent === 'mornings'");
            keys.to(".scrolled");

            keys.to(".hook select").press("ArrowDown");
            keys.to(".hook .field + button").press("Enter");
            page.locator(".hook >> text=It is sent again within seconds.").waitFor();
            keys.awaitDone().awaitFocusOn(".hook .field + button");
            keys.to(".hook .field + button + button").press("Space");
            page.locator(".hook >> text=The test: arrived (204).").waitFor();
            keys.awaitDone();
            keys.backTo(".hook .field + button");
            keys.wasNeverLost();
        } finally {
            visits.ask(Persona.STUDIO, "DELETE", "/v1/webhooks/" + hook.value(), "");
            receiver.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740, LIGHT", "1280, 800, DARK"})
    void staff_see_whether_all_that_was_sent_is_in_and_what_was_set_aside(int width, int height, ColorScheme colours)
            throws Exception {
        try (var visitor = visits.browser().visitor(width, height, colours)) {
            var page = visits.arrived(visitor, Persona.TEACHER);
            page.locator(".fold p:has-text('All that was sent until')").waitFor();
            page.locator(".fold p:has-text('Nothing was set aside.')").waitFor();

            visitor.route(FOLD, DashboardStudioIT::behind);
            page.locator("text=Check again").click();
            page.locator(".fold p:has-text('What was sent since Sunday 29 November')")
                    .waitFor();
            page.locator(".fold p:has-text('Set aside: 3 records, the latest on 26 November 2026.')")
                    .waitFor();
            assertThat(page.locator(".fold li").allTextContents())
                    .containsExactly(
                            "A value in it is not one that is known here.",
                            "The day it belongs to has as many records as can be kept.");
            page.locator(".fold").scrollIntoViewIfNeeded();
            look(page, "studio-fold-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
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
                    .endsWith("Hidden to protect members");
            assertThat(page.locator("nav").count())
                    .as("ways to go, where there is one screen alone")
                    .isZero();
            isWithin(page, width);
            assertThat(page.locator("#hooks-title").count())
                    .as("what is not a teacher's")
                    .isZero();
            look(page, "studio-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
            page.locator("fieldset:has-text('Whom to look at') label").nth(1).click();
            page.locator(".weeks thead th:has-text('Average of the whole')").waitFor();
            page.locator(".weeks .chip-cell, .weeks .hidden-cell").first().waitFor();
            isWithin(page, width);
            look(page, "studio-group-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
            assertThat(page.locator("fieldset:has-text('Whom to look at') label")
                            .allTextContents())
                    .as("the workshop has too few members to be told of")
                    .containsExactly("The whole studio", "evenings", "mornings");
            page.locator("input[name=group]").fill("workshop");
            page.locator("text=Look >> visible=true").last().click();
            page.waitForFunction("() => document.querySelectorAll('.weeks .chip-cell').length === 0");
            page.locator(".weeks .hidden-cell").first().waitFor();
            look(page, "studio-hidden-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
        }
    }

    /** All of the table is on the screen, and it is one to who hears it. */
    private static void isWithin(Page page, int width) {
        assertThat((List<?>) page.evaluate(BEYOND, width)).as("beyond the edge").isEmpty();
        var session = page.context().newCDPSession(page);
        var heard = session.send("Accessibility.getFullAXTree").getAsJsonArray("nodes").asList().stream()
                .map(node -> node.getAsJsonObject().getAsJsonObject("role"))
                .filter(Objects::nonNull)
                .map(role -> role.get("value").getAsString())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        session.detach();
        int columns = page.locator(".weeks thead th").count();
        assertThat(heard).containsEntry("columnheader", (long) columns).containsEntry("rowheader", (long)
                page.locator(".weeks tbody tr").count());
        assertThat(page.locator(".weeks:not([role]), .weeks :is(thead, tbody, tr, th, td):not([role])")
                        .count())
                .as("parts that a browser may take for none of a table")
                .isZero();
        assertThat(page.locator(".weeks .of >> visible=true").count() > 0)
                .as("what each value is stands before it")
                .isEqualTo(width < 600);
    }

    @Test
    void the_studio_is_looked_after_in_german_too_on_a_phone() throws Exception {
        try (var visitor = visits.browser().phoneIn("de-DE")) {
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator(".weeks tbody tr").first().waitFor();
            page.locator(".fold p:has-text('Alles, was bis')").waitFor();
            page.locator("text=Es ist keiner angemeldet.").waitFor();
            look(page, "studio-360-german");
            assertThat(page.locator("main").textContent())
                    .contains("Es wurde nichts beiseitegelegt.")
                    .doesNotContain("Set aside", "Nothing", "Webhooks are");
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740", "1280, 800"})
    void messages_that_are_longer_by_two_fifths_break_nothing(int width, int height) throws Exception {
        var receiver = new HookReceiving();
        var hook = hookTo(receiver);
        try (var visitor = visits.browser().readerOf("de-DE", width, height)) {
            speakLonger(visitor);
            visitor.route(FOLD, DashboardStudioIT::behind);
            visitor.route(
                    "**/v1/webhooks/*/attempts?*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody("{\"items\": [{\"messageId\": \"m-1\", \"type\": \"nudge.withdrawn\", \"at\":"
                                    + " \"2026-11-26T09:00:00Z\", \"attempt\": 3, \"outcome\": \"TIMED_OUT\", \"status\": null,"
                                    + " \"tookMs\": 10000, \"retryAt\": \"2026-11-26T09:30:00Z\"}]}")));
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator("h1:has-text('Stúdíó')").waitFor();
            page.locator(".weeks tbody tr").first().waitFor();
            page.locator("#effect-title ~ p >> nth=1").waitFor();
            page.locator(".fold li").first().waitFor();
            page.locator(".hook tbody tr").first().waitFor();
            look(page, "studio-" + width + "-longer");
            page.locator("fieldset label:has-text('mornings')").click();
            page.locator(".weeks thead th").nth(7).waitFor();
            look(page, "studio-group-" + width + "-longer");
        } finally {
            visits.ask(Persona.STUDIO, "DELETE", "/v1/webhooks/" + hook.value(), "");
            receiver.close();
        }
    }
}
