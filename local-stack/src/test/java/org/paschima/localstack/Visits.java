package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;

/** A stack with its page, people who visit it in a real browser, and what the services say of them meanwhile. */
final class Visits implements AutoCloseable {

    private static final String RECORDS = "/v1/members/me/records?from=2026-01-01&to=2099-01-01";

    private final LocalStack stack;
    private final Chromium browser;
    private final HttpClient client = HttpClient.newHttpClient();

    private Visits(LocalStack stack, Chromium browser) {
        this.stack = stack;
        this.browser = browser;
    }

    /** Where there is no browser, or no page in this build, the test is left out with the reason. */
    static Visits open(Path folder, Map<String, String> settings) throws Exception {
        return open(StackOptions.temporary(new StackFolder(folder)), settings);
    }

    static Visits open(StackOptions options, Map<String, String> settings) throws Exception {
        Assumptions.assumeTrue(
                Chromium.installed().isPresent(), "the page is tried where Chromium is: apt-get install chromium");
        var stack = QuietStack.of(options, settings);
        try {
            Assumptions.assumeTrue(isBuilt(stack), "the page is not part of this build, since there was no Node.js");
            return new Visits(stack, Chromium.open());
        } catch (Throwable failure) {
            stack.close();
            throw failure;
        }
    }

    private static boolean isBuilt(LocalStack stack) throws Exception {
        try (var asking = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(stack.page() + "/")).build();
            return asking.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    LocalStack stack() {
        return stack;
    }

    Chromium browser() {
        return browser;
    }

    // --- what is seen from outside the page

    private HttpRequest.Builder as(Persona persona, String path) {
        var token =
                stack.tokens().forMember(SampleStudio.TENANT, persona.member(), persona.scopes(), Duration.ofHours(1));
        return HttpRequest.newBuilder(URI.create(stack.page() + path)).header("Authorization", "Bearer " + token);
    }

    Json.Obj read(Persona persona, String path) throws Exception {
        var answer = client.send(as(persona, path).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return (Json.Obj) JsonReader.read(answer.body());
    }

    List<Json> records(Persona persona) throws Exception {
        return ((Json.Arr) read(persona, RECORDS).fields().getOrDefault("items", new Json.Arr(List.of()))).items();
    }

    static <T extends Json> T field(Json.Obj of, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(of.fields().get(name), name));
    }

    /** As another device of the same person would. */
    void tell(Persona persona, String method, String what, String body) throws Exception {
        var request = as(persona, "/v1/members/me/" + what)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    // --- what a person does

    BrowserContext visitor() {
        return browser.visitor(1280, 800, ColorScheme.LIGHT);
    }

    Page arrived(BrowserContext visitor, Persona persona) {
        var page = browser.page(visitor, stack.page());
        page.navigate(stack.page() + "/");
        page.locator(".primary").click();
        page.locator("button[value=" + persona + "]").click();
        return page;
    }

    Page signedIn(BrowserContext visitor, Persona persona) {
        var page = arrived(visitor, persona);
        page.locator(".pillar").waitFor();
        return page;
    }

    /** Another tab of a browser in which the issuer knows who it is, so that nobody is asked. */
    Page anotherTab(BrowserContext visitor) {
        var page = browser.page(visitor, stack.page());
        page.navigate(stack.page() + "/");
        signedInAgain(page, ".pillar");
        return page;
    }

    static void go(Page page, String screen) {
        page.locator("nav a[href='#" + screen + "']").click();
        page.locator("nav a[href='#" + screen + "'][aria-current=page]").waitFor();
    }

    /** From now on the page comes from the device. */
    static void keepsThePage(Page page, String shown) {
        page.waitForFunction("() => navigator.serviceWorker.ready.then(() => true)");
        page.reload();
        signedInAgain(page, shown);
        page.waitForFunction("() => navigator.serviceWorker.controller !== null");
    }

    /** A page that is loaded anew shows what it has, goes to the issuer, and is loaded once more with a token. */
    static void signedInAgain(Page page, String shown) {
        page.waitForFunction("() => performance.getEntriesByType('resource').some(e => e.name.endsWith('/token'))");
        page.locator(shown).first().waitFor();
    }

    static void gone(Locator what) {
        what.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    /** What this device keeps, of one kind. */
    static int kept(Page page, String store) {
        return ((Number) page.evaluate(
                        "store => new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () =>"
                                + " open.result.transaction(store).objectStore(store).count().onsuccess ="
                                + " e => done(e.target.result); })",
                        store))
                .intValue();
    }

    /** A screen that fits its width, and in which nothing is wrong by axe; its picture is kept to be looked at. */
    static void look(Page page, String name) throws IOException {
        Chromium.shoot(page, name);
        assertThat(Chromium.violations(page)).as(name).isEmpty();
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " needs no scrolling sideways")
                .isTrue();
    }

    void nothingWasSaidThatShouldNot() {
        var said = List.copyOf(browser.noise());
        browser.noise().clear(); // each test answers for itself
        assertThat(said).isEmpty();
    }

    /** Having been without network is no fault of the page's. */
    void forgiveNoNetwork() {
        browser.noise().removeIf(each -> each.contains("ERR_INTERNET_DISCONNECTED"));
    }

    @Override
    public void close() {
        browser.close();
        client.close();
        stack.close();
    }
}
