package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Visits.go;

import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.backing.FreePort;

/** The page where the services have an address each, and let it call them from another origin (CORS). */
class DashboardOriginsIT {

    @TempDir
    private Path folder;

    @Test
    void with_three_origins_the_page_notes_reads_and_changes_a_plan_all_the_same() throws Exception {
        int session = FreePort.next();
        int notify = FreePort.next();
        int page = FreePort.next();
        var settings = Map.of(
                "CORS_ORIGINS", Front.origin(page),
                "DASHBOARD_SESSION_URL", Front.origin(session),
                "DASHBOARD_NOTIFY_URL", Front.origin(notify));
        var options = new StackOptions(
                new StackFolder(folder), session, 0, notify, Optional.of(page), false, true, Optional.empty());
        try (var visits = Visits.open(options, settings);
                var visitor = visits.browser().visitor(1280, 800, ColorScheme.LIGHT)) {
            visits.tell(Persona.NEW, "PUT", "profile", "{\"zone\": \"UTC\", \"dayStart\": \"04:00\", \"version\": 1}");
            var asked = new TreeSet<String>();
            var theirs = Set.of("127.0.0.1:" + session, "127.0.0.1:" + notify);
            visitor.onRequest(request -> asked.add(URI.create(request.url()).getAuthority()));
            var shown = visits.arrived(visitor, Persona.NEW);
            shown.locator("#nudge-title").waitFor();
            shown.locator(".part[aria-label^='Chest'], .part[aria-label^='Neck']")
                    .first()
                    .click();
            shown.locator(".number:text-is('3')").click();
            shown.locator("text=Keep the number only").click();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(visits.records(Persona.NEW)).hasSize(1));

            go(shown, "nudges");
            shown.locator(".week").waitFor();
            shown.locator("label:has-text('A day') input").fill("1");
            shown.locator("label:has-text('A day') input").blur();
            shown.locator("text=Keep this plan").click(); // under the tag that it was read with
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(visits.read(Persona.NEW, "/v1/members/me/nudge-plan")
                                    .toString())
                            .containsPattern("perDay=Num\\[value=1"));
            assertThat(asked).containsAll(theirs).contains("127.0.0.1:" + page).hasSize(3);
            visits.browser()
                    .noise()
                    .removeIf(each -> each.startsWith("elsewhere: ")
                            && theirs.contains(URI.create(each.substring("elsewhere: ".length()))
                                    .getAuthority()));
            assertThat(visits.browser().noise()).isEqualTo(List.of());
        }
    }
}
