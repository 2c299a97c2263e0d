package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;

/** The page in a real browser, on a whole stack under one origin: what a member does, and what the page never does. */
class DashboardIT {

    private static final String RECORDS = "/v1/members/me/records?from=2026-01-01&to=2099-01-01";

    @TempDir
    private static Path folder;

    private static LocalStack stack;
    private static Chromium browser;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Chromium.installed().isPresent(), "the page is tried where Chromium is: apt-get install chromium");
        stack = QuietStack.in(folder);
        Assumptions.assumeTrue(isBuilt(), "the page is not part of this build, since there was no Node.js");
        browser = Chromium.open();
        client = HttpClient.newHttpClient();
    }

    private static boolean isBuilt() throws Exception {
        try (var asking = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(stack.page() + "/")).build();
            return asking.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            client.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @AfterEach
    void nothing_was_said_on_the_console_nothing_failed_and_no_other_host_was_asked() {
        assertThat(browser.noise()).isEmpty();
    }

    // --- what is seen from outside the page

    private static String token(Persona persona) {
        return stack.tokens().forMember(SampleStudio.TENANT, persona.member(), persona.scopes(), Duration.ofHours(1));
    }

    private static Json.Obj read(Persona persona, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(stack.page() + path))
                .header("Authorization", "Bearer " + token(persona))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return (Json.Obj) JsonReader.read(answer.body());
    }

    private static List<Json> records(Persona persona) throws Exception {
        return ((Json.Arr) read(persona, RECORDS).fields().getOrDefault("items", new Json.Arr(List.of()))).items();
    }

    private static void report(Persona persona, String kind, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(stack.page() + "/v1/members/me/" + kind))
                .header("Authorization", "Bearer " + token(persona))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    // --- what a member does

    private static BrowserContext visitor() {
        return browser.visitor(1280, 800, ColorScheme.LIGHT);
    }

    private static Page signedIn(BrowserContext visitor, Persona persona) {
        var page = browser.page(visitor, stack.page());
        page.navigate(stack.page() + "/");
        page.locator("text=Sign in").click();
        page.locator("button[value=" + persona + "]").click();
        page.locator(".pillar").waitFor();
        return page;
    }

    private static void gone(Locator what) {
        what.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    private static void kept(Page page) {
        page.locator(".toast").waitFor();
        gone(page.locator("[data-waiting]"));
    }

    /** Tab after Tab until it is there, as somebody without a mouse. */
    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("s => document.activeElement?.matches(s) ?? false", selector)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    @Test
    void by_keyboard_alone_one_signs_in_notes_how_it_feels_and_takes_it_back() throws Exception {
        try (var visitor = visitor()) {
            var page = browser.page(visitor, stack.page());
            page.navigate(stack.page() + "/");
            tabTo(page, ".primary");
            page.keyboard().press("Enter");
            page.locator("h1:has-text('Who would you like to be?')").waitFor();
            tabTo(page, "button[value=NEW]");
            page.keyboard().press("Enter");
            page.locator("text=Nothing noted yet. Where do you feel it now?").waitFor();

            tabTo(page, ".part");
            page.keyboard().press("ArrowDown");
            assertThat(page.evaluate("() => document.activeElement.getAttribute('aria-label')"))
                    .isEqualTo("Neck: nothing noted yet. Note how it feels.");
            page.keyboard().press("Enter");
            tabTo(page, ".number:nth-child(7)");
            page.keyboard().press("Enter");
            tabTo(page, ".choice:nth-child(1)");
            page.keyboard().press("Enter");
            kept(page);

            // kept means that the log has it; insight may fold it a little later
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(records(Persona.NEW))
                            .singleElement()
                            .asString()
                            .contains("posture-check"));
            assertThat(page.locator(".noted >> nth=0").textContent()).contains("6", "Neck", "today");
            assertThat(page.evaluate("() => document.activeElement.getAttribute('aria-label')")
                            .toString())
                    .as("the way back leads to where it began")
                    .startsWith("Neck: 6 of 10");

            tabTo(page, ".toast .choice");
            page.keyboard().press("Enter");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(records(Persona.NEW)).isEmpty());
            page.locator("text=Nothing noted yet. Where do you feel it now?").waitFor();
        }
    }

    @Test
    void a_breath_practice_is_kept_with_how_it_was_before_and_after() throws Exception {
        try (var visitor = visitor()) {
            var page = browser.page(visitor, stack.page());
            page.clock().install();
            page.navigate(stack.page() + "/");
            page.locator(".primary").click();
            page.locator("button[value=LONG_TIME]").click();
            page.locator("text=Breathe for two minutes").click();
            page.locator("dialog .number:text-is('6')").click();
            page.locator(".breathing").waitFor();
            assertThat(Chromium.violations(page)).isEmpty();
            page.clock().fastForward(121_000);
            page.locator("text=And after?").waitFor();
            page.locator("dialog .number:text-is('4')").click();
            page.locator("text=Back-body breath, 2 minutes: noted.").first().waitFor();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(records(Persona.LONG_TIME).toString())
                            .contains("back-body-breath", "exhale-lengthen")
                            .containsPattern("before.*6")
                            .containsPattern("after.*4"));
        }
    }

    @Test
    void what_is_noted_offline_survives_a_reload_and_is_sent_once() throws Exception {
        try (var visitor = visitor()) {
            var page = signedIn(visitor, Persona.ANOTHER);
            page.waitForFunction("() => navigator.serviceWorker.ready.then(() => true)");
            page.reload(); // from now on the page comes from the device
            page.locator(".pillar").waitFor();
            page.waitForFunction("() => navigator.serviceWorker.controller !== null");
            int before = records(Persona.ANOTHER).size();

            visitor.setOffline(true);
            page.locator(".part[aria-label^='Upper back']").click();
            page.locator(".number:text-is('3')").click();
            page.locator("dialog .choice:has-text('Easy')").click();
            page.locator("text=1 waiting").waitFor();
            page.reload();
            page.locator("text=1 waiting").waitFor();
            assertThat(page.locator(".noted").first().textContent()).contains("Upper back");
            Chromium.shoot(page, "day-offline");
            browser.noise().removeIf(each -> each.contains("ERR_INTERNET_DISCONNECTED"));

            visitor.setOffline(false);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(records(Persona.ANOTHER)).hasSize(before + 1));
            gone(page.locator("[data-waiting]"));
            page.reload();
            page.locator(".pillar").waitFor();
            gone(page.locator("[data-waiting]"));
            assertThat(records(Persona.ANOTHER)).hasSize(before + 1);
        }
    }

    @Test
    void an_emergency_takes_the_screen_and_only_a_statement_ends_it() throws Exception {
        try (var visitor = visitor()) {
            report(
                    Persona.LONG_TIME,
                    "symptom-reports",
                    "{\"at\": \"" + Instant.now().minusSeconds(60)
                            + "\", \"zone\": \"UTC\", \"symptoms\": [{\"code\": \"chest-pain\"}]}");
            var page = browser.page(visitor, stack.page());
            page.navigate(stack.page() + "/");
            page.locator("text=Sign in").click();
            page.locator("button[value=LONG_TIME]").click();
            page.locator(".emergency").waitFor();
            assertThat(page.locator(".emergency").textContent()).contains("Please seek emergency care.");
            assertThat(page.locator("nav, .part, .pillar").count()).isZero();
            assertThat(page.evaluate("() => document.activeElement.tagName")).isEqualTo("H1");
            assertThat(Chromium.violations(page)).isEmpty();
            Chromium.shoot(page, "emergency");

            page.locator("text=A health professional has looked at it").click();
            page.locator(".pillar").waitFor();
        }
    }

    @Test
    void signing_out_wipes_the_device() {
        try (var visitor = visitor()) {
            var page = signedIn(visitor, Persona.ANOTHER);
            page.locator("text=Sign out").click();
            page.locator(".primary").waitFor();
            assertThat(page.evaluate("() => JSON.stringify([{...sessionStorage}, {...localStorage}])"))
                    .isEqualTo("[{},{}]");
            assertThat(page.evaluate("""
                            () => new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () => {
                              const all = open.result.transaction(['entries', 'answers', 'facts']);
                              let left = 0;
                              for (const name of ['entries', 'answers', 'facts']) all.objectStore(name).count().onsuccess = e => left += e.target.result;
                              all.oncomplete = () => done(left); }; })
                            """)).isEqualTo(0);
        }
    }

    @Test
    void no_token_is_kept_outside_the_memory_of_the_page() {
        try (var visitor = visitor()) {
            var page = signedIn(visitor, Persona.ANOTHER);
            var stored = page.evaluate("""
                            async () => JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie,
                              await new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () => {
                                const all = open.result.transaction(['entries', 'answers', 'facts']); const seen = [];
                                for (const name of ['entries', 'answers', 'facts']) all.objectStore(name).getAll().onsuccess = e => seen.push(e.target.result);
                                all.oncomplete = () => done(seen); }; }),
                              location.href])
                            """).toString();
            assertThat(stored).doesNotContain("eyJ", "code=").contains("localDate");
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740, LIGHT", "360, 740, DARK", "1280, 800, LIGHT", "1280, 800, DARK"})
    void every_screen_is_free_of_what_axe_finds_and_fits_its_width(int width, int height, ColorScheme colours)
            throws Exception {
        var name = "-" + width + "-" + colours.name().toLowerCase(java.util.Locale.ROOT);
        report(
                Persona.ANOTHER,
                "posture-checks",
                "{\"at\": \"" + Instant.now().minusSeconds(60)
                        + "\", \"zone\": \"UTC\", \"felt\": {\"frontBack\": 2, \"sideSide\": -1},"
                        + " \"tension\": [{\"region\": \"neck\", \"value\": 8}, {\"region\": \"shoulder\", \"side\": \"left\", \"value\": 5}]}");
        try (var visitor = browser.visitor(width, height, colours)) {
            var page = browser.page(visitor, stack.page());
            page.navigate(stack.page() + "/");
            page.locator(".primary").waitFor();
            look(page, "welcome" + name);
            page.locator(".primary").click();
            page.locator("button[value=ANOTHER]").waitFor();
            look(page, "sign-in" + name);
            page.locator("button[value=ANOTHER]").click();
            page.locator(".chip.step-4").waitFor();
            look(page, "day" + name);
            page.locator("text=Show the front").click();
            look(page, "day-front" + name);
            page.locator(".part[aria-label^=Chest]").click();
            page.locator(".number:text-is('7')").click();
            look(page, "check" + name);
        }
    }

    private static void look(Page page, String name) throws IOException {
        Chromium.shoot(page, name);
        assertThat(Chromium.violations(page)).as(name).isEmpty();
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " needs no scrolling sideways")
                .isTrue();
    }

    @Test
    void my_day_asks_the_api_twice() {
        try (var visitor = visitor()) {
            var asked = new ArrayList<String>();
            visitor.onRequest(request -> asked.add(URI.create(request.url()).getPath()));
            signedIn(visitor, Persona.ANOTHER);
            assertThat(asked.stream().filter(path -> path.startsWith("/v1/")).limit(2))
                    .containsExactlyInAnyOrder("/v1/members/me/today", "/v1/members/me/nudges/now");
        }
    }
}
