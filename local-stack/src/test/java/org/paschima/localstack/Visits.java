package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.codec.RecordWriter;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;

/**
 * A stack with its page, people who visit it in a real browser, and what the services say of them meanwhile. As an extension of
 * a class of tests it opens the stack first, and asks after each test whether the page did anything that it should not.
 */
final class Visits implements BeforeAllCallback, AfterEachCallback, AutoCloseable {

    private static final String NO_NETWORK = "ERR_INTERNET_DISCONNECTED";
    private static final String RECORDS = "/v1/members/me/records?from=2026-01-01&to=2099-01-01";

    private static final Path LONGER = Path.of("../insight-service/target/dashboard/pseudo.js");

    /** Words that are not whole: clipped, or beyond the box that they stand in, where they may lie under something else. */
    private static final String CUT = """
            () => {
              const cut = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
                const of = text.parentElement;
                if (text.data.trim() === '' || of.closest('.spoken, .skip, svg, select, script') || !of.checkVisibility()) continue;
                for (let at = of; at !== document.body; at = at.parentElement) {
                  if (getComputedStyle(at).overflowX === 'hidden' && at.scrollWidth > at.clientWidth) cut.push('clipped: ' + text.data);
                }
                let frame = of;
                while (getComputedStyle(frame).display === 'inline') frame = frame.parentElement;
                const range = document.createRange();
                range.selectNodeContents(text);
                const within = frame.getBoundingClientRect();
                for (const { left, right, bottom } of range.getClientRects()) {
                  if (right > within.right + 1 || left < within.left - 1 || (of.closest('button, label, a') !== null && bottom > within.bottom + 2)) cut.push('beyond its ' + frame.tagName + ': ' + text.data);
                }
              }
              return cut;
            }
            """;

    private static final Namespace STACKS = Namespace.create(Visits.class);

    /** Targets that a thumb may miss. */
    private static final String SMALL = """
            () => [...document.querySelectorAll('button, a[href], summary, select, input:not([type=checkbox], [type=radio]), .switch, .chip-choice, .part')]
              .filter(each => each.checkVisibility() && !each.closest('.skip'))
              .map(each => [each, each.getBoundingClientRect()])
              .filter(([, {width, height}]) => width < 43.5 || height < 43.5)
              .map(([each, {width, height}]) => `${Math.round(width)} x ${Math.round(height)}: ${each.getAttribute('aria-label') ?? each.textContent}`)
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final boolean isOfSampleStudio;
    private final Map<String, String> settings;
    private @Nullable Opened opened;
    private boolean isNoNetworkForgiven;

    /** @param folder null where it is somebody else's to remove */
    private record Opened(
            LocalStack stack, Chromium browser, @Nullable Path folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            browser.close();
            stack.close();
            if (folder != null) {
                removeAll(folder);
            }
        }
    }

    private Visits(boolean isOfSampleStudio, Map<String, String> settings, @Nullable Opened opened) {
        this.isOfSampleStudio = isOfSampleStudio;
        this.settings = settings;
        this.opened = opened;
    }

    /** To a stack of the class's own, in which nobody noted anything yet. */
    static Visits ofOneClass() {
        return ofOneClass(Map.of());
    }

    /** The same, with settings beside those of this machine. */
    static Visits ofOneClass(Map<String, String> settings) {
        return new Visits(false, settings, null);
    }

    /** To the sample studio, on a stack of the class's own. */
    static Visits ofSampleStudio() {
        return new Visits(true, Map.of(), null);
    }

    /** To a stack of a test's own. */
    static Visits open(StackOptions options, Map<String, String> settings) throws Exception {
        return new Visits(false, settings, opened(options, settings, null));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        var folder = Files.createTempDirectory("visits");
        opened = opened(StackOptions.temporary(new StackFolder(folder)), settings, folder);
        context.getStore(STACKS).put(Opened.class, opened); // which closes it when the class is over
        if (isOfSampleStudio) {
            SampleStudio.load(stack(), Instant.now(), QuietStack.SILENT);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        nothingWasSaidThatShouldNot();
    }

    /** Where there is no browser, or no page in this build, the test is left out with the reason. */
    private static Opened opened(StackOptions options, Map<String, String> settings, @Nullable Path folder)
            throws Exception {
        Assumptions.assumeTrue(
                Chromium.installed().isPresent(), "the page is tried where Chromium is: apt-get install chromium");
        var stack = QuietStack.of(options, settings);
        try {
            Assumptions.assumeTrue(isBuilt(stack), "the page is not part of this build, since there was no Node.js");
            return new Opened(stack, Chromium.open(), folder);
        } catch (Throwable failure) {
            stack.close();
            throw failure;
        }
    }

    private static void removeAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static boolean isBuilt(LocalStack stack) throws Exception {
        try (var asking = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(stack.page() + "/")).build();
            return asking.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    LocalStack stack() {
        return Objects.requireNonNull(opened, "not open yet").stack();
    }

    Chromium browser() {
        return Objects.requireNonNull(opened, "not open yet").browser();
    }

    // --- what is seen from outside the page

    private HttpRequest.Builder as(Persona persona, String path) {
        var token = stack().tokens()
                .forMember(SampleStudio.TENANT, persona.member(), persona.scopes(), Duration.ofHours(1));
        return HttpRequest.newBuilder(URI.create(stack().page() + path)).header("Authorization", "Bearer " + token);
    }

    Json.Obj read(Persona persona, String path) throws Exception {
        return (Json.Obj) JsonReader.read(answer(persona, path));
    }

    byte[] answer(Persona persona, String path) throws Exception {
        var answer = client.send(as(persona, path).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    List<Json> records(Persona persona) throws Exception {
        return ((Json.Arr) read(persona, RECORDS).fields().getOrDefault("items", new Json.Arr(List.of()))).items();
    }

    static <T extends Json> T field(Json.Obj of, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(of.fields().get(name), name));
    }

    /** As a program of the same person would; nothing where nothing is answered. */
    Json.Obj ask(Persona persona, String method, String path, String body) throws Exception {
        var request = as(persona, path).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isBetween(200, 204);
        return answer.body().length == 0 ? new Json.Obj(Map.of()) : (Json.Obj) JsonReader.read(answer.body());
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

    /** As a program would that has all of it at hand; where the last of it is in the log. */
    String tellAll(Persona persona, List<MemberRecord> records) throws Exception {
        var lines = new StringBuilder();
        for (var record : records) {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("kind", new Json.Str(record.kind().wire()));
            fields.putAll(((Json.Obj) JsonReader.read(RecordWriter.bytes(record))).fields());
            fields.remove("localDate"); // the service says what day it is
            lines.append(new String(JsonWriter.bytes(new Json.Obj(fields)), StandardCharsets.UTF_8))
                    .append('\n');
        }
        var request = as(persona, "/v1/records/batch")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()));
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var results = answer.body().lines().filter(each -> !each.isBlank()).toList();
        assertThat(results).as("status %d", answer.statusCode()).hasSameSizeAs(records);
        return field(
                        (Json.Obj) JsonReader.read(results.getLast().getBytes(StandardCharsets.UTF_8)),
                        "asOf",
                        Json.Str.class)
                .value();
    }

    /** Bytes of an answer as it is sent to who takes it packed. */
    int packed(Persona persona, String path) throws Exception {
        var request = as(persona, path).header("Accept-Encoding", "gzip").build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).as(path).contains("gzip");
        return answer.body().length;
    }

    // --- what a person does

    BrowserContext visitor() {
        return browser().visitor(1280, 800, ColorScheme.LIGHT);
    }

    Page arrived(BrowserContext visitor, Persona persona) {
        var page = browser().page(visitor, stack().page());
        page.navigate(stack().page() + "/");
        page.locator(".primary").click();
        page.locator("button[value=" + persona + "]").click();
        return page;
    }

    Page signedIn(BrowserContext visitor, Persona persona) {
        var page = arrived(visitor, persona);
        page.locator(".pillar").waitFor();
        return page;
    }

    /** Whoever reads German reads messages that are longer by two fifths instead. */
    static void speakLonger(BrowserContext visitor) {
        visitor.route(
                Pattern.compile(".*/german-[0-9a-f]+\\.js"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setPath(LONGER)));
    }

    /** Another tab of a browser in which the issuer knows who it is, so that nobody is asked. */
    Page anotherTab(BrowserContext visitor) {
        var page = browser().page(visitor, stack().page());
        page.navigate(stack().page() + "/");
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
        assertThat((List<?>) page.evaluate(CUT)).as(name + " is cut").isEmpty();
        assertThat((List<?>) page.evaluate(SMALL)).as(name + " is too small").isEmpty();
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " needs no scrolling sideways")
                .isTrue();
    }

    void nothingWasSaidThatShouldNot() {
        var said = new ArrayList<>(browser().noise());
        browser().noise().clear(); // each test answers for itself
        if (isNoNetworkForgiven) {
            said.removeIf(each -> each.contains(NO_NETWORK));
        }
        isNoNetworkForgiven = false;
        assertThat(said).isEmpty();
    }

    /** Having been without network is no fault of the page's: what was under way says so later, too. */
    void forgiveNoNetwork() {
        isNoNetworkForgiven = true;
        browser().noise().removeIf(each -> each.contains(NO_NETWORK));
    }

    @Override
    public void close() throws IOException {
        client.close();
        if (opened != null) {
            opened.close();
        }
    }
}
