package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Visits.go;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.keepsThePage;
import static org.paschima.localstack.Visits.kept;
import static org.paschima.localstack.Visits.signedInAgain;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stays on the device, and what happens when the network, or the way to the issuer, is lost. */
class DashboardDeviceIT {

    @RegisterExtension
    static final Visits visits = Visits.ofOneClass();

    private static void noteUpperBack(Page page) {
        page.locator(".part[aria-label^='Upper back']").click();
        page.locator(".number:text-is('3')").click();
        page.locator("dialog .choice:has-text('Easy')").click();
    }

    @Test
    void what_is_noted_offline_survives_a_reload_and_is_sent_once() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            keepsThePage(page, ".pillar");
            int before = visits.records(Persona.ANOTHER).size();

            visitor.setOffline(true);
            noteUpperBack(page);
            page.locator("text=1 waiting").waitFor();
            page.reload();
            page.locator("text=1 waiting").waitFor();
            assertThat(page.locator(".noted").first().textContent()).contains("Upper back");
            Chromium.shoot(page, "day-offline");
            visits.forgiveNoNetwork();

            visitor.setOffline(false);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(visits.records(Persona.ANOTHER)).hasSize(before + 1));
            gone(page.locator("[data-waiting]"));
            page.reload();
            signedInAgain(page, ".pillar");
            gone(page.locator("[data-waiting]"));
            assertThat(visits.records(Persona.ANOTHER)).hasSize(before + 1);
            visits.forgiveNoNetwork();
        }
    }

    @Test
    void an_entry_whose_answer_was_lost_is_sent_again_and_is_one_record_all_the_same() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.NEW);
            var isLost = new AtomicBoolean();
            var sent = new CopyOnWriteArrayList<String>();
            visitor.route("**/v1/records/batch", route -> {
                sent.add(route.request().postData());
                if (!isLost.get()) {
                    isLost.set(route.fetch().text().contains("\"status\":201")); // it arrives, and nobody is told
                    route.abort();
                } else {
                    route.resume();
                }
            });
            noteUpperBack(page);
            page.locator("text=1 waiting").waitFor();
            // what is routed is only while the page is asked something; a service that has no time is asked again in a
            // minute
            page.waitForCondition(isLost::get, new Page.WaitForConditionOptions().setTimeout(90_000));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(visits.records(Persona.NEW)).hasSize(1));

            page.reload();
            signedInAgain(page, ".pillar");
            gone(page.locator("[data-waiting]"));
            assertThat(kept(page, "entries")).isZero();
            assertThat(page.locator(".noted").first().textContent()).contains("3", "Upper back");
            assertThat(visits.records(Persona.NEW)).hasSize(1);
            assertThat(sent)
                    .as("what it was at the tap it is each time it is sent")
                    .hasSizeGreaterThan(1);
            assertThat(Set.copyOf(sent)).singleElement().asString().contains("\"version\":1,");
            visits.browser().noise().removeIf(each -> each.contains("ERR_FAILED"));
        }
    }

    @Test
    void an_entry_that_is_refused_is_set_aside_with_its_reason_and_holds_no_other() throws Exception {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.LONG_TIME);
            page.evaluate("""
                    who => new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () => {
                      const all = open.result.transaction('entries', 'readwrite');
                      [99, 4].forEach((value, made) => all.objectStore('entries').put({key: 'e-' + value, who, made, tried: true, refused: null,
                        body: {kind: 'tension-report', member: 'me', source: 'dashboard', clientRecordId: 'e-' + value, version: 1,
                          at: new Date().toISOString(), zone: 'UTC', tension: [{region: 'chest', value}]}}));
                      all.oncomplete = () => done(true); }; })
                    """, SampleStudio.TENANT + "/" + Persona.LONG_TIME.member());
            page.reload();
            page.locator("text=Not taken:").waitFor();
            assertThat(page.locator("p:has-text('Not taken:')").textContent()).contains("10");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(visits.records(Persona.LONG_TIME).toString())
                                    .contains("e-4")
                                    .doesNotContain("e-99"));
            page.locator("text=Let it go").click();
            gone(page.locator("text=Not taken:"));
            assertThat(kept(page, "entries")).isZero();
        }
    }

    @Test
    void who_wants_nothing_kept_here_leaves_no_answer_and_what_another_keeps_stays() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            go(page, "helps");
            page.locator(".lines, .empty").first().waitFor();
            page.waitForFunction(counted("count > 2"));
            // what somebody else left on this device
            page.evaluate(
                    "() => new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () => {"
                            + " const all = open.result.transaction('answers', 'readwrite'); all.objectStore('answers')"
                            + ".put({who: 's/other', at: 1, answer: {}}, 's/other today'); all.oncomplete = () => done(true); }; })");
            go(page, "me");
            page.locator("label:has-text('Keep no answers') input").click();
            page.waitForFunction(counted("count === 1"));
            page.reload();
            signedInAgain(page, "label:has-text('Keep no answers') input:checked");
            go(page, "helps");
            page.locator(".lines, .empty").first().waitFor();
            go(page, "day");
            page.locator(".pillar").waitFor();
            assertThat(page.evaluate(
                            "() => new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () =>"
                                    + " open.result.transaction('answers').objectStore('answers').getAllKeys().onsuccess ="
                                    + " e => done(e.target.result); })"))
                    .isEqualTo(List.of("s/other today"));
        }
    }

    private static String counted(String isSo) {
        return "() => new Promise(done => { const open = indexedDB.open('paschima'); open.onsuccess = () =>"
                + " open.result.transaction('answers').objectStore('answers').count().onsuccess ="
                + " e => { const count = e.target.result; done(" + isSo + "); }; })";
    }

    @Test
    void signing_out_asks_first_when_something_has_not_arrived_and_then_wipes_the_device() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            keepsThePage(page, ".pillar");
            visitor.setOffline(true);
            noteUpperBack(page);
            page.locator("text=1 waiting").waitFor();
            page.locator("text=Sign out").click();
            page.locator("text=Entries are still on this device").waitFor();
            page.locator("text=Stay").click();
            gone(page.locator("text=Entries are still on this device"));
            assertThat(kept(page, "entries")).isEqualTo(1);

            page.locator("text=Sign out").click();
            page.locator("text=Sign out and forget").click();
            page.locator(".primary").waitFor();
            assertThat(page.evaluate("() => JSON.stringify([{...sessionStorage}, {...localStorage}])"))
                    .isEqualTo("[{},{}]");
            for (var store : List.of("entries", "answers", "facts")) {
                assertThat(kept(page, store)).as(store).isZero();
            }
            visits.forgiveNoNetwork();
        }
    }

    @Test
    void no_token_is_kept_outside_the_memory_of_the_page() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            page.waitForFunction(counted("count > 1"));
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

    @Test
    void a_way_back_that_leads_nowhere_any_more_is_gone_again_without_asking() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            page.navigate(visits.stack().page() + "/?code=spent&state=of-another-way");
            signedInAgain(page, ".sentence");
            assertThat(page.locator("text=Sign in again").count()).isZero();
        }
    }

    @Test
    void who_loads_the_page_again_and_again_on_the_way_back_is_signed_in_all_the_same() {
        try (var visitor = visits.visitor()) {
            var page = visits.signedIn(visitor, Persona.ANOTHER);
            page.evaluate("() => sessionStorage.setItem('paschima.lost', '')"); // it was lost once already
            page.evaluate("() => history.replaceState(null, '', '/?code=spent&state=of-another-way#me')");
            page.reload();
            signedInAgain(page, ".pillar, .switch");
            assertThat(page.locator("text=Sign in again").count()).isZero();
        }
    }

    @Test
    void an_emergency_takes_the_screen_without_network_too() throws Exception {
        try (var visitor = visits.visitor()) {
            visits.tell(
                    Persona.NEW,
                    "POST",
                    "symptom-reports",
                    "{\"at\": \"" + Instant.now().minusSeconds(60)
                            + "\", \"zone\": \"UTC\", \"symptoms\": [{\"code\": \"chest-pain\"}]}");
            var page = visits.arrived(visitor, Persona.NEW);
            page.locator(".emergency").waitFor();
            keepsThePage(page, ".emergency");

            visitor.setOffline(true);
            page.navigate(visits.stack().page() + "/#trends");
            page.reload();
            page.locator(".emergency").waitFor();
            assertThat(page.locator(".emergency").textContent()).contains("Please seek emergency care.");
            assertThat(page.locator("nav, .chart").count()).isZero();
            page.locator("text=A health professional has looked at it").click();
            page.locator("text=This goes away once it has arrived").waitFor();
            assertThat(page.locator(".emergency").count())
                    .as("what nobody knows yet ends nothing")
                    .isEqualTo(1);
            page.reload();
            page.locator(".emergency").waitFor();
            visits.forgiveNoNetwork();
            visitor.setOffline(false);
            gone(page.locator(".emergency"));
            visits.forgiveNoNetwork();
        }
    }
}
