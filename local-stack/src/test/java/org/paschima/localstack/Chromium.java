package org.paschima.localstack;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A real browser of this machine, which notes whatever a page should not do. */
final class Chromium implements AutoCloseable {

    private static final Path AXE = Path.of("../insight-service/target/dashboard/node_modules/axe-core/axe.min.js");
    private static final double PATIENCE_MS = 90_000; // a shared machine may be slow

    /** What the browser says when the test asked for it. */
    private static final String NO_WORKER = "Service Worker registration blocked by Playwright";

    private static final Path SHOTS = Path.of("target/screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> noise = new CopyOnWriteArrayList<>();

    private Chromium(Path executable) {
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox")) // the runner of these tests may be root
                        .setHeadless(true));
    }

    /** The one of the system's package. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium open() {
        return new Chromium(installed().orElseThrow());
    }

    /** A browser of its own, as of somebody who was never here, in a zone that is no member's. */
    BrowserContext visitor(int width, int height, ColorScheme colours) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setTimezoneId("Pacific/Auckland")
                .setColorScheme(colours));
    }

    /** A phone of somebody who reads another language, which keeps nothing of the page, so that all of it is asked for. */
    BrowserContext phoneIn(String language) {
        return readerOf(language, 360, 740);
    }

    /** The same at any size. */
    BrowserContext readerOf(String language, int width, int height) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setTimezoneId("Pacific/Auckland")
                .setLocale(language)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
    }

    /** A page that is listened to; whatever it does that it should not is in {@link #noise}. */
    Page page(BrowserContext visitor, String origin) {
        var page = visitor.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onConsoleMessage(message -> {
            if (!message.text().equals(NO_WORKER)) {
                noise.add("console: " + message.text());
            }
        });
        page.onPageError(error -> noise.add("error: " + error));
        page.onRequestFailed(request -> {
            if (!isLetGo(request)) {
                noise.add("failed: " + request.url() + " " + request.failure());
            }
        });
        page.onRequest(request -> {
            if (!URI.create(origin)
                    .getAuthority()
                    .equals(URI.create(request.url()).getAuthority())) {
                noise.add("elsewhere: " + request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400) {
                noise.add(response.status() + ": " + response.url());
            }
        });
        return page;
    }

    List<String> noise() {
        return noise;
    }

    /** A tab that nobody looks at lets go of the request that waits for news: a browser has six connections to one origin. */
    private static boolean isLetGo(Request request) {
        return request.url().contains("wait=25") && "net::ERR_ABORTED".equals(request.failure());
    }

    /** What axe-core finds wrong with what is shown, of any impact. */
    static List<String> violations(Page page) throws IOException {
        var session = page.context().newCDPSession(page);
        var script = new com.google.gson.JsonObject();
        script.addProperty("expression", Files.readString(AXE));
        session.send("Runtime.evaluate", script);
        session.detach();
        @SuppressWarnings("unchecked")
        var found = (List<String>) page.evaluate(
                "() => axe.run().then(r => r.violations.map(v => v.id + ' (' + v.impact + '): ' + v.nodes[0].html))");
        return found;
    }

    /** To be looked at by people. */
    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
