package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.localstack.Visits.field;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.look;
import static org.paschima.localstack.Visits.signedInAgain;
import static org.paschima.localstack.Visits.speakLonger;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.json.Json;

/** A studio looks after its webhooks in a real browser: from registering one to deleting it, and nobody keeps its secret. */
class DashboardWebhookIT {

    @RegisterExtension
    static final Visits visits = Visits.ofOneClass();

    private static final String WEBHOOKS = "/v1/webhooks";
    private static final String REGISTER = "section[aria-labelledby=hooks-title] > details";
    private static final String CHANGE = ".hook details:nth-of-type(1)";
    private static final String RENEW = ".hook details:nth-of-type(2)";
    private static final String DELETE = ".hook details:nth-of-type(3)";
    private static final String SEND = " form .choices button:first-child";
    private static final String TEST = ".hook .field + button + button";
    private static final String SECRET = ".secret code";

    /** All that outlives the page on this device, as text. */
    private static final String KEPT = """
            async () => {
              const kept = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
              const done = request => new Promise((well, badly) => { request.onsuccess = () => well(request.result); request.onerror = badly; });
              for (const {name} of await indexedDB.databases()) {
                const base = await done(indexedDB.open(name));
                for (const store of base.objectStoreNames) {
                  const all = base.transaction(store).objectStore(store);
                  kept.push(store, JSON.stringify(await done(all.getAllKeys())), JSON.stringify(await done(all.getAll())));
                }
                base.close();
              }
              for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) kept.push(request.url, await (await cache.match(request)).text());
              }
              return kept.join('\\n');
            }
            """;

    private HookReceiving receiver;

    @BeforeEach
    void receives() throws Exception {
        receiver = new HookReceiving();
    }

    @AfterEach
    void isForgotten() throws Exception {
        for (var each : all()) {
            visits.ask(Persona.STUDIO, "DELETE", WEBHOOKS + "/" + text(each, "id"), "");
        }
        receiver.close();
    }

    private static List<Json.Obj> all() throws Exception {
        return field(visits.read(Persona.STUDIO, WEBHOOKS), "items", Json.Arr.class).items().stream()
                .map(Json.Obj.class::cast)
                .toList();
    }

    private static String text(Json.Obj of, String name) {
        return field(of, name, Json.Str.class).value();
    }

    private Json.Obj registered() throws Exception {
        return visits.ask(Persona.STUDIO, "POST", WEBHOOKS, wanted("Front desk"));
    }

    private String wanted(String name) {
        return "{\"name\": \"" + name + "\", \"address\": \"" + receiver.address() + "\"}";
    }

    /** What the browser says of an answer that the test brought about, and the page showed. */
    private static void wasRefused(int status, String path) {
        assertThat(visits.browser().noise())
                .as("what was refused")
                .anyMatch(each -> each.startsWith(status + ": ") && each.contains(path));
        visits.browser().noise().removeIf(each -> each.contains("" + status));
    }

    private static void isNowhere(Page page, String secret) {
        assertThat(page.content()).as("the page").doesNotContain(secret);
        assertThat(page.evaluate(KEPT).toString())
                .as("what this device keeps")
                .contains("answers")
                .doesNotContain(secret, "secret-of-the-desk");
        assertThat(visits.browser().noise()).as("what was said").noneMatch(each -> each.contains(secret));
    }

    // --- by keyboard alone

    @Test
    void by_keyboard_alone_one_registers_a_webhook_tries_it_renews_its_secret_changes_and_deletes_it()
            throws Exception {
        try (var visitor = visits.visitor()) {
            visitor.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator("text=None is registered.").waitFor();
            page.locator("#effect-title ~ p >> nth=1").waitFor();
            page.locator(".fold p >> nth=1").waitFor();
            var keys = Keyboard.of(page);

            var secret = registers(page, keys);
            keys.to(".secret .choices button:first-child").press("Enter");
            page.locator("text=It is copied.").waitFor();
            assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo(secret);
            page.evaluate("() => navigator.clipboard.writeText('')");
            keys.to(".secret .choices button:last-child").press("Enter");
            gone(page.locator(SECRET));
            keys.awaitFocusOn("#hooks-title");
            isNowhere(page, secret);

            tries(page, keys);
            assertThat(receiver.lastTest().isSignedWith(secret)).isTrue();

            var renewed = renews(page, keys);
            assertThat(renewed).isNotEqualTo(secret);
            keys.to(".secret .choices button:last-child").press("Space");
            gone(page.locator(SECRET));
            keys.awaitFocusOn(".hook > h3");
            isNowhere(page, renewed);
            tries(page, keys);
            assertThat(receiver.lastTest().isSignedWith(renewed)).isTrue();
            assertThat(receiver.lastTest().isSignedWith(secret))
                    .as("the former secret, for a day")
                    .isTrue();

            changes(page, keys);
            deletes(page, keys);
            keys.wasNeverLost();
        }
    }

    private String registers(Page page, Keyboard keys) {
        keys.to(REGISTER + " > summary").press("Enter");
        page.locator(REGISTER + " form").waitFor();
        keys.to(REGISTER + " input[type=text]");
        page.keyboard().type("Front desk");
        keys.to(REGISTER + " input[type=url]");
        page.keyboard().type("ftp://127.0.0.1/");
        keys.to(REGISTER + SEND).press("Enter");
        page.locator(".wrong:has-text('It has to be an https address')").waitFor();
        keys.awaitFocusOn("input[type=url][aria-invalid=true]");
        assertThat(page.locator(".wrong").count()).isOne();
        wasRefused(422, WEBHOOKS);

        keys.press("ControlOrMeta+a");
        page.keyboard().type(receiver.address());
        keys.to(REGISTER + SEND).press("Enter");
        keys.awaitFocusOn("#secret-title");
        page.locator(".hook h3:has-text('Front desk')").waitFor();
        assertThat(page.locator(".secret").textContent()).contains("It is shown this once and not again");
        return page.locator(SECRET).textContent();
    }

    /** Once what was said before is gone. */
    private static void tries(Page page, Keyboard keys) {
        keys.to(TEST).press("Space");
        page.locator(".hook >> text=The test: arrived (204).").waitFor();
        keys.awaitDone();
    }

    private static String renews(Page page, Keyboard keys) {
        keys.to(RENEW + " > summary").press("Enter");
        page.locator(RENEW + " select").waitFor();
        keys.to(RENEW + " button").press("Enter");
        keys.awaitFocusOn("#secret-title");
        assertThat(page.locator(".secret").textContent())
                .containsPattern("Until \\w+ \\d+ \\w+ at \\d{1,2}:\\d\\d the former secret signs too\\.");
        return page.locator(SECRET).textContent();
    }

    private static void changes(Page page, Keyboard keys) throws Exception {
        keys.to(CHANGE + " > summary").press("Enter");
        page.locator(CHANGE + " form").waitFor();
        keys.to(CHANGE + " .chip-choice:last-child input").press("Space");
        keys.to(CHANGE + " .switch:last-of-type input").press("Space");
        keys.to(CHANGE + SEND).press("Enter");
        page.locator(".hook >> text=The change is kept.").waitFor();
        keys.awaitFocusOn(CHANGE + " > summary");
        page.locator(".hook >> text=Switched off. It keeps its place.").waitFor();
        var changed = all().getFirst();
        assertThat(field(changed, "kinds", Json.Arr.class).items()).containsExactly(new Json.Str("nudge.issued"));
        assertThat(field(changed, "enabled", Json.Bool.class)).isEqualTo(new Json.Bool(false));
    }

    private static void deletes(Page page, Keyboard keys) throws Exception {
        keys.to(DELETE + " > summary").press("Enter");
        keys.to(DELETE + " button:last-child").press("Enter").awaitFocusOn(DELETE + " > summary");
        assertThat(all()).as("left").hasSize(1);
        page.waitForFunction("() => document.querySelector('.hook details[open]') === null");
        keys.press("Enter");
        keys.to(DELETE + " button:first-child").press("Enter");
        page.locator("text=None is registered.").waitFor();
        keys.awaitFocusOn("#hooks-title");
        assertThat(all()).isEmpty();
    }

    // --- in two tabs

    private static Page anotherTab(BrowserContext visitor) {
        var page = visits.browser().page(visitor, visits.stack().page());
        page.navigate(visits.stack().page() + "/");
        signedInAgain(page, ".hook");
        return page;
    }

    @Test
    void what_was_changed_in_another_tab_is_shown_and_taken_the_place_of_only_by_who_says_so() throws Exception {
        registered();
        try (var visitor = visits.visitor()) {
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator(CHANGE + " > summary").click();
            page.locator(CHANGE + " .chip-choice").last().click();
            var other = anotherTab(visitor);
            other.locator(CHANGE + " > summary").click();
            other.locator(CHANGE + " input[type=text]").fill("Reception");
            other.locator(CHANGE + SEND).click();
            other.locator(".hook h3:has-text('Reception')").waitFor();

            page.locator(CHANGE + SEND).click();
            page.locator("text=Somebody else changed it meanwhile.").waitFor();
            wasRefused(412, WEBHOOKS);
            assertThat(page.locator(".differs").allTextContents())
                    .containsExactly("NameReception", "What it is told ofa nudge, a nudge taken back");
            assertThat(text(all().getFirst(), "name")).as("what holds").isEqualTo("Reception");
            page.locator("text=Leave it as it is now").click();
            page.locator(".hook >> text=It stays as somebody else changed it.").waitFor();
            gone(page.locator(".both"));
            assertThat(field(all().getFirst(), "kinds", Json.Arr.class).items()).hasSize(2);

            page.locator(CHANGE + " > summary").click();
            assertThat(page.locator(CHANGE + " input[type=text]").inputValue()).isEqualTo("Reception");
            page.locator(CHANGE + " .chip-choice").last().click();
            other.locator(RENEW + " > summary").click();
            other.locator(RENEW + " button").click();
            other.locator(SECRET).waitFor();
            page.locator(CHANGE + SEND).click();
            page.locator("text=Keep mine").click();
            page.locator(".hook >> text=The change is kept.").waitFor();
            wasRefused(412, WEBHOOKS);
            assertThat(field(all().getFirst(), "kinds", Json.Arr.class).items())
                    .containsExactly(new Json.Str("nudge.issued"));

            other.locator(".secret .choices button").last().click();
            other.locator(RENEW + " > summary").click();
            other.locator(RENEW + " button").click();
            other.locator(".hook >> text=its secret was not renewed.").waitFor();
            wasRefused(412, WEBHOOKS);
            assertThat(other.locator(SECRET).count()).isZero();
            other.locator(RENEW + " button").click();
            other.locator(SECRET).waitFor();
        }
    }

    @Test
    void who_renews_the_secret_while_changing_the_rest_is_nobody_else() throws Exception {
        var former = text(registered(), "secret");
        try (var visitor = visits.visitor()) {
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator(CHANGE + " > summary").click();
            page.locator(CHANGE + " input[type=text]").fill("Reception");
            page.locator(RENEW + " > summary").click();
            page.locator(RENEW + " select").selectOption("0");
            page.locator(RENEW + " button").click();
            page.locator(".secret:has-text('The former secret signs no more.')").waitFor();
            gone(page.locator(RENEW + " button"));
            page.locator(CHANGE + SEND).click();
            page.locator(".hook h3:has-text('Reception')").waitFor();
            assertThat(page.locator(".both").count()).isZero();

            page.locator(TEST).click();
            page.locator(".hook >> text=The test: arrived (204).").waitFor();
            assertThat(receiver.lastTest().isSignedWith(page.locator(SECRET).textContent()))
                    .isTrue();
            assertThat(receiver.lastTest().isSignedWith(former))
                    .as("the former secret")
                    .isFalse();
        }
    }

    @Test
    void one_that_somebody_else_deleted_meanwhile_is_shown_no_more() throws Exception {
        var hook = text(registered(), "id");
        try (var visitor = visits.visitor()) {
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator(CHANGE + " > summary").click();
            visits.ask(Persona.STUDIO, "DELETE", WEBHOOKS + "/" + hook, "");
            page.locator(CHANGE + SEND).click();
            page.locator("text=None is registered.").waitFor();
            page.locator("p[role=status]:has-text('Somebody else deleted it meanwhile.')")
                    .waitFor();
            page.waitForFunction("() => document.activeElement.id === 'hooks-title'");
            wasRefused(404, hook);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "409, The studio has as many webhooks as it may have. Delete one first.",
        "503, The service has too much to do just now. Try again in a moment."
    })
    void what_is_at_no_field_is_said_in_the_form(int status, String said) throws Exception {
        try (var visitor = visits.visitor()) {
            visitor.route("**" + WEBHOOKS, route -> {
                if (route.request().method().equals("POST")) {
                    route.fulfill(new Route.FulfillOptions()
                            .setStatus(status)
                            .setContentType("application/problem+json")
                            .setBody("{\"title\": \"No\", \"detail\": \"for who writes a client\"}"));
                } else {
                    route.resume();
                }
            });
            var page = visits.arrived(visitor, Persona.STUDIO);
            page.locator(REGISTER + " > summary").click();
            page.locator(REGISTER + SEND).click();
            page.locator(REGISTER + " p[role=alert]").waitFor();
            assertThat(page.locator(REGISTER + " p[role=alert]").allTextContents())
                    .containsExactly(said);
            wasRefused(status, WEBHOOKS);
        }
    }

    // --- how it looks

    @ParameterizedTest
    @CsvSource({
        "en-GB, 360, 740, LIGHT, false",
        "de-DE, 360, 740, DARK, false",
        "en-GB, 1280, 800, DARK, false",
        "de-DE, 1280, 800, LIGHT, false",
        "de-DE, 360, 740, LIGHT, true",
        "de-DE, 1280, 800, LIGHT, true"
    })
    void nothing_is_cut_or_too_small_in_either_language(
            String language, int width, int height, ColorScheme colours, boolean isLonger) throws Exception {
        var name = "webhooks-" + language + "-" + width + (isLonger ? "-longer" : "");
        var hook = text(registered(), "id");
        try (var visitor = visits.browser().readerOf(language, width, height)) {
            if (isLonger) {
                speakLonger(visitor);
            }
            visitor.addInitScript("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
            var page = visits.browser().page(visitor, visits.stack().page());
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            page.navigate(visits.stack().page() + "/");
            page.locator(".primary").click();
            page.locator("button[value=STUDIO]").click();
            page.locator(CHANGE + " > summary").click();
            page.locator(CHANGE + " .chip-choice").last().click();
            visits.ask(Persona.STUDIO, "PUT", WEBHOOKS + "/" + hook, wanted("Reception of the long corridor"));
            page.locator(CHANGE + SEND).click();
            page.locator(".both").waitFor();
            wasRefused(412, hook);
            page.locator(DELETE + " > summary").click();
            page.locator(REGISTER + " > summary").click();
            page.locator(REGISTER + " form").waitFor();
            for (var each : page.locator(REGISTER + " .chip-choice").all()) {
                each.click();
            }
            page.locator(REGISTER + SEND).click();
            page.locator(".wrong").nth(2).waitFor();
            wasRefused(422, WEBHOOKS);
            look(page, name + "-forms");

            page.locator(RENEW + " > summary").click();
            page.locator(RENEW + " button").click();
            page.locator(SECRET).waitFor();
            page.locator(RENEW + " > summary").click();
            page.locator(RENEW + " select").waitFor();
            page.locator(".secret .choices button").first().click();
            page.locator(".secret p[role=status]:not(:empty)").waitFor();
            if (language.equals("en-GB")) {
                assertThat(page.locator(".secret p[role=status]").textContent()).endsWith("copy it by hand.");
            }
            look(page, name + "-secret");
        }
    }
}
