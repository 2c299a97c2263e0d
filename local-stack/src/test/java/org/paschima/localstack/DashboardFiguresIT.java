package org.paschima.localstack;

import static org.paschima.localstack.Visits.go;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.keepsThePage;
import static org.paschima.localstack.Visits.signedInAgain;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.paschima.simulator.Studio;

/**
 * What the page costs, printed: {@code bench/run page}. No figure is a test's, since what else runs moves them; each is the
 * middle one of {@value #TIMES}.
 */
@EnabledIfSystemProperty(named = "figures", matches = "true")
class DashboardFiguresIT {

    private static final int TIMES = 7;

    /** Long-polls that an hour has, each with news. */
    private static final int POLLS_OF_AN_HOUR = 144;

    private static final double MIB = 1024 * 1024;

    private static final double KB = 1000;

    private static final long SEED = 1;

    private static final int A_YEAR = 365;

    private static final int TEN_YEARS = 3_650;

    private static final String AS_THE_PAGE_ASKS = "trends/columns?with=practices&with=plan&";

    /** Tells when the page was first painted, when My day was whole, how far it shifted, and its longest task. */
    private static final String WATCH = """
            (() => {
              const since = [];
              new PerformanceObserver(l => l.getEntries().forEach(e => { if (e.name === 'first-contentful-paint') told('painted', e.startTime); })).observe({type: 'paint', buffered: true});
              new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) told('shift', e.value); })).observe({type: 'layout-shift', buffered: true});
              new PerformanceObserver(l => l.getEntries().forEach(e => told('task', e.duration))).observe({type: 'longtask', buffered: true});
              let day = false, waited = false, tapped = 0;
              const look = () => {
                if (!day && document.querySelector('.pillar') && document.querySelector('#nudge-title')) { day = true; told('day', performance.now()); }
                if (!day && document.querySelector('.pillar') && !since.length) { since.push(1); told('shown', performance.now()); }
                if (document.querySelector('[data-waiting]')) waited = true;
                else if (waited) { waited = false; if (tapped) told('kept', performance.now() - tapped); }
                const noted = document.querySelector('.noted')?.textContent ?? '';
                if (noted !== window.lastNoted) { window.lastNoted = noted; told('noted', Date.now()); }
              };
              document.addEventListener('click', e => { if (e.target.closest('dialog .choice')) { tapped = performance.now(); told('tapped', Date.now()); } }, true);
              new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
            })()
            """;

    @RegisterExtension
    static final Visits visits = Visits.ofSampleStudio();

    private final Map<String, List<Double>> told = new ConcurrentHashMap<>();

    private BrowserContext watched() {
        var visitor = visits.browser().visitor(1280, 800, ColorScheme.LIGHT);
        visitor.exposeBinding("told", (source, what) -> heard((String) what[0]).add(((Number) what[1]).doubleValue()));
        visitor.addInitScript(WATCH);
        return visitor;
    }

    private List<Double> heard(String what) {
        return told.computeIfAbsent(what, _ -> new CopyOnWriteArrayList<>());
    }

    private static double middle(List<Double> of) {
        var sorted = of.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    private static void say(String what, double figure, String unit) {
        System.out.printf(Locale.ROOT, "figure: | %s | %.1f %s |%n", what, figure, unit);
    }

    @Test
    void my_day_cold_and_from_the_device() {
        var painted = new ArrayList<Double>();
        var whole = new ArrayList<Double>();
        var asked = List.<String>of();
        for (int i = 0; i < TIMES; i++) {
            try (var visitor = watched()) {
                var page = visits.browser().page(visitor, visits.stack().page());
                page.navigate(visits.stack().page() + "/");
                page.locator(".primary").waitFor();
                painted.add(heard("painted").getFirst());
                page.locator(".primary").click();
                page.locator("button[value=LONG_TIME]").click();
                page.locator("#nudge-title").waitFor();
                whole.add(heard("day").getLast());
                asked = since(page, heard("day").getLast());
            }
            told.clear();
        }
        say("first contentful paint, nothing cached", middle(painted), "ms");
        say("My day whole, from the way back of the sign-in", middle(whole), "ms");
        say("requests until then", asked.size(), "");
        say(
                "of them to the API",
                (double) asked.stream().filter(each -> each.startsWith("/v1/")).count(),
                "");

        try (var visitor = watched()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            keepsThePage(page, ".pillar");
            var kept = new ArrayList<Double>();
            for (int i = 0; i < TIMES; i++) {
                told.clear();
                page.reload();
                signedInAgain(page, ".pillar");
                kept.add(Math.min(
                        heard("shown").isEmpty()
                                ? Double.MAX_VALUE
                                : heard("shown").getFirst(),
                        heard("day").isEmpty() ? Double.MAX_VALUE : heard("day").getFirst()));
            }
            say("My day shown, from the worker and what the device keeps", middle(kept), "ms");
        }
    }

    /** What the page asked for until then, itself among it; an icon is the browser's own wish. */
    private static List<String> since(Page page, double until) {
        @SuppressWarnings("unchecked")
        var asked = (List<String>) page.evaluate(
                "until => ['/', ...performance.getEntriesByType('resource').filter(e => e.startTime < until)"
                        + ".map(e => new URL(e.name).pathname).filter(path => !path.startsWith('/icon-'))]",
                until);
        return asked;
    }

    @Test
    void the_longest_task_of_each_screen() {
        try (var visitor = watched()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            for (var screen : List.of("day", "trends", "helps", "nudges", "me")) {
                var longest = new ArrayList<Double>();
                var shifts = new ArrayList<Double>();
                for (int i = 0; i < TIMES; i++) {
                    page.navigate(visits.stack().page() + "/#" + screen);
                    told.clear();
                    page.reload();
                    signedInAgain(page, "main h1");
                    page.evaluate("() => new Promise(done => requestIdleCallback(done))");
                    longest.add(heard("task").stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElse(0));
                    shifts.add(heard("shift").stream()
                            .mapToDouble(Double::doubleValue)
                            .sum());
                }
                say("longest task, " + screen + " loaded anew (0: none of 50 ms)", middle(longest), "ms");
                say("layout shift, " + screen + " loaded anew, thousandths", middle(shifts) * 1000, "");
            }
        }
    }

    @Test
    void a_trend_of_a_year_and_of_ten_by_day() throws Exception {
        try (var visitor = visits.visitor()) {
            visitor.route(LongTrend.ASKED, LongTrend::answer);
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            go(page, "trends");
            page.locator(".uplot canvas").waitFor();
            var session = page.context().newCDPSession(page);
            session.send("Performance.enable");
            for (var range : List.of("1 year", "All")) {
                var cost = new ArrayList<Double>();
                for (int i = 0; i < TIMES; i++) {
                    choose(page, "1 week");
                    double before = busy(session);
                    choose(page, range);
                    cost.add((busy(session) - before) * 1000);
                }
                say(
                        "a trend by day drawn, " + range + ", the first time: processor's time of the main thread",
                        cost.getFirst(),
                        "ms");
                say("a trend by day drawn, " + range + ": processor's time of the main thread", middle(cost), "ms");
            }
        }
    }

    /** Clicked by the page itself, so that what a browser's driver does for a click is no cost of the page's. */
    private static void choose(Page page, String range) {
        page.waitForResponse(
                        answer -> answer.url().contains("/trends/columns?"),
                        () -> page.evaluate(
                                "name => [...document.querySelectorAll('.chip-choice')].find(l => l.textContent === name).click()",
                                range))
                .finished();
        page.evaluate(
                "async () => { for (let i = 0; i < 2; i++) await new Promise(done => requestIdleCallback(() => requestAnimationFrame(() => setTimeout(done)))); }");
    }

    /** Seconds of a processor that the page's main thread took: what else runs on this machine takes none of them. */
    private static double busy(CDPSession session) {
        double sum = 0;
        for (var each : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            var metric = each.getAsJsonObject();
            if (metric.get("name").getAsString().equals("ThreadTime")) {
                sum += metric.get("value").getAsDouble();
            }
        }
        return sum;
    }

    @Test
    void a_trend_of_a_year_and_of_ten_by_day_as_it_is_sent() throws Exception {
        var last = LocalDate.now(ZoneOffset.UTC).minusDays(1); // it is over wherever the day begins
        var asOf = visits.tellAll(
                Persona.NEW,
                Studio.member(SampleStudio.TENANT, SEED, 1, last, TEN_YEARS).records());
        for (var form : List.of("trends?", "trends?curve=true&with=practices&with=plan&", AS_THE_PAGE_ASKS)) {
            for (int days : List.of(A_YEAR, TEN_YEARS)) {
                var asked = "/v1/members/me/" + form + "from=" + last.minusDays(days - 1) + "&to=" + last
                        + "&region=neck&side=any&wait=30&minAsOf=" + asOf;
                say(
                        "a trend of " + days + " days as it is sent, " + form + ": gzip",
                        visits.packed(Persona.NEW, asked) / KB,
                        "kB");
            }
        }
    }

    @Test
    void from_the_tap_until_it_is_kept_and_until_another_tab_shows_it() {
        try (var visitor = watched()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            var other = visits.anotherTab(visitor);
            var shown = new ArrayList<Double>();
            for (int i = 0; i < TIMES; i++) {
                var before = other.locator(".noted").first().textContent();
                heard("noted").clear();
                page.locator(".part[aria-label^='Neck']").click();
                page.locator(".number:text-is('" + (1 + i) + "')").click();
                page.locator("dialog .choice:has-text('Easy')").click();
                gone(page.locator("[data-waiting]"));
                other.waitForFunction("was => document.querySelector('.noted').textContent !== was", before);
                shown.add(heard("noted").getLast() - heard("tapped").getLast());
            }
            say("from the tap until it is kept", middle(heard("kept")), "ms");
            say("until another tab shows it", middle(shown), "ms");
        }
    }

    @Test
    void the_heap_after_an_hour_of_long_polls_with_news_at_each() {
        try (var visitor = watched()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            page.locator("#nudge-title").waitFor();
            var session = visitor.newCDPSession(page);
            double before = heap(session);
            var polls = new AtomicInteger();
            page.route("**/nudges?wait=25*", route -> {
                int next = polls.incrementAndGet();
                if (next <= POLLS_OF_AN_HOUR) {
                    route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody("{\"items\":[{\"id\":" + next + ",\"type\":\"expired\"}],\"next\":" + next + "}"));
                } // what comes then is held
            });
            page.evaluate("() => dispatchEvent(new Event('online'))");
            page.waitForCondition(
                    () -> polls.get() > POLLS_OF_AN_HOUR, new Page.WaitForConditionOptions().setTimeout(300_000));
            say(
                    "heap after " + POLLS_OF_AN_HOUR + " long-polls with news, above the start",
                    heap(session) - before,
                    "MiB");
        }
    }

    private static double heap(CDPSession session) {
        session.send("HeapProfiler.collectGarbage");
        JsonObject usage = session.send("Runtime.getHeapUsage");
        return usage.get("usedSize").getAsDouble() / MIB;
    }
}
