package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.backing.ChildProcess;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.InsightMain;
import org.paschima.notify.NotifyMain;
import org.paschima.session.SessionMain;
import org.paschima.testkit.Backings;
import org.paschima.testkit.KillableJava;

/** Three services, each a process of its own, over one directory of time zone rules. */
class ZoneRulesIT {

    /** Rules of 2026f, in which Vancouver stays at -07:00; the JDK's 2026a has it at -08:00. */
    private static final Path NEWEST =
            Path.of("../platform/runtime/src/test/resources/org/paschima/runtime/zone/zoneinfo-2026f");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<ChildProcess> processes = new ArrayList<>();
    private Map<String, String> settings = Map.of();
    private Api member = new Api(client, "");

    @BeforeEach
    void settings() throws Exception {
        var issuer = DevelopmentTokens.create(Clock.systemUTC());
        var all = new HashMap<String, String>();
        all.put("KAFKA_BOOTSTRAP", Backings.kafka());
        all.put("MONGO_URI", Backings.mongo());
        all.put("MEMBER_LOG_PARTITIONS", "6");
        all.put("JWKS_FILE", issuer.writeJwks(folder.resolve("jwks.json")).toString());
        all.put("HTTP_PORT", "0");
        all.put("CLOCK", "settable");
        all.put("NUDGE_DRAW_KEY", "test");
        all.put("EXPERIMENT_DRAW_KEY", "test");
        all.put("ZONEINFO_DIR", NEWEST.toAbsolutePath().normalize().toString());
        settings = all;
        member =
                new Api(client, issuer.forMember("zones", Backings.freshName("m"), Scopes.MEMBER, Duration.ofHours(1)));
    }

    @AfterEach
    void end() throws Exception {
        for (var process : processes) {
            process.close();
        }
        client.close();
    }

    private String start(Class<?> main) throws Exception {
        var own = new HashMap<>(settings);
        own.put("MONGO_DATABASE", Backings.freshName("zones"));
        var process = KillableJava.start(main, own);
        processes.add(process);
        var ready = process.awaitLine(line -> line.contains(" ready on "));
        return ready.substring(ready.indexOf("http")).strip();
    }

    private void clocks(String now, String... services) throws Exception {
        for (var service : services) {
            assertThat(member.put(service + "/v1/clock", "{\"now\": \"" + now + "\", \"rate\": 0}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void one_record_has_one_local_date_in_all_three_services() throws Exception {
        var session = start(SessionMain.class);
        var insight = start(InsightMain.class);
        var notify = start(NotifyMain.class);
        clocks("2026-11-27T07:40:00Z", session, insight, notify);
        for (var service : List.of(session, insight, notify)) {
            var ready = member.get(service + "/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.at("zoneRules", "version")).isEqualTo("2026f");
            assertThat(ready.at("zoneRules", "source")).isEqualTo("directory");
        }
        var me = session + "/v1/members/me/";
        member.put(
                me + "profile",
                "{\"zone\": \"America/Vancouver\", \"dayStart\": \"00:00\", \"language\": \"en\", \"version\": 1}");
        member.put(me + "consents", "{\"tracking\": true, \"nudging\": true, \"version\": 1}");
        member.put(me + "screening", "{\"conditions\": [], \"version\": 1}");

        // field case 01, by another offset than the JDK has
        var kept = member.post(me + "tension-reports", """
                {"at": "2026-11-27T00:15:00-07:00", "zone": "America/Vancouver", "tension": [{"region": "neck", "value": 5}]}""");
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.at("localDate")).isEqualTo("2026-11-27");
        assertThat(kept.at("warnings", 0, "code")).isEmpty();

        var trend = member.get(insight
                + "/v1/members/me/trends?region=neck&from=2026-11-26&to=2026-11-27&wait=30&minAsOf=" + kept.at("asOf"));
        assertThat(trend.at("series", 0, "buckets", 0, "localDate")).isEqualTo("2026-11-27");

        // the slot of 10:30 is an hour earlier than the JDK's rules say
        clocks("2026-11-27T17:31:00Z", session, insight, notify);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            var decisions = member.get(notify + "/v1/members/me/decisions?from=2026-11-27&to=2026-11-27");
            assertThat(decisions.at("items", 0, "instant")).isEqualTo("2026-11-27T10:30:00-07:00");
            assertThat(decisions.at("items", 0, "tzdata")).isEqualTo("2026f");
        });
    }

    @Test
    void an_offset_that_the_rules_of_the_directory_do_not_have_is_told_in_the_answer() throws Exception {
        var session = start(SessionMain.class);
        clocks("2026-11-27T09:00:00Z", session);

        var kept = member.post(session + "/v1/members/me/tension-reports", """
                {"at": "2026-11-27T00:15:00-08:00", "zone": "America/Vancouver", "tension": [{"region": "neck", "value": 5}]}""");

        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.at("localDate")).isEqualTo("2026-11-27");
        assertThat(kept.at("warnings", 0, "pointer")).isEqualTo("/at");
        assertThat(kept.at("warnings", 0, "code")).isEqualTo("ZONE_OFFSET_DIFFERS");
    }

    /** Field cases 05 and 06, all the way. */
    @Test
    void a_fixed_offset_and_an_old_name_are_zones_in_all_three_services() throws Exception {
        var session = start(SessionMain.class);
        var insight = start(InsightMain.class);
        var notify = start(NotifyMain.class);
        clocks("2026-11-27T00:00:00Z", session, insight, notify);
        var me = session + "/v1/members/me/";
        member.put(
                me + "profile",
                "{\"zone\": \"+05:45\", \"dayStart\": \"00:00\", \"language\": \"en\", \"version\": 1}");
        member.put(me + "consents", "{\"tracking\": true, \"nudging\": true, \"version\": 1}");
        member.put(me + "screening", "{\"conditions\": [], \"version\": 1}");

        for (var zone : List.of("EST", "MST", "HST", "ROC", "GMT+0", "GMT-0", "+05:30", "+05:45", "-14:00")) {
            var kept = member.post(me + "tension-reports", """
                    {"at": "2026-10-04T02:00:00Z", "zone": "%s", "tension": [{"region": "neck", "value": 5}]}""".formatted(zone));
            assertThat(kept.status()).as(zone).isEqualTo(201);
        }
        var offset = member.post(me + "tension-reports", """
                {"at": "2026-10-03T02:00:00+05:45", "zone": "+05:45", "tension": [{"region": "neck", "value": 5}]}""");
        assertThat(offset.at("localDate")).isEqualTo("2026-10-03");

        var trend =
                member.get(insight + "/v1/members/me/trends?region=neck&from=2026-10-03&to=2026-10-04&wait=30&minAsOf="
                        + offset.at("asOf"));
        assertThat(trend.at("series", 0, "buckets", 0, "localDate")).isEqualTo("2026-10-03");
        assertThat(trend.at("series", 0, "buckets", 1, "localDate")).isEqualTo("2026-10-04");
        assertThat(member.get(insight + "/v1/members/me/summary").status()).isEqualTo(200);
        for (var format : List.of("json", "csv", "fhir")) {
            var export = text(insight + "/v1/members/me/export?format=" + format);
            assertThat(export).as(format).contains("+05:45").contains("2026-10-03");
        }
        assertThat(text(insight + "/v1/members/me/export?format=csv")).contains(",EST,", ",ROC,", ",UTC-14:00,");

        clocks("2026-11-27T05:00:00Z", session, insight, notify);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            var decisions = member.get(notify + "/v1/members/me/decisions?from=2026-11-27&to=2026-11-27");
            assertThat(decisions.at("items", 0, "instant")).isEqualTo("2026-11-27T10:30:00+05:45");
        });
    }

    private String text(String url) throws Exception {
        var answer = client.send(member.request(url).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void wrong_rules_keep_every_process_from_starting() throws Exception {
        var wrong = folder.resolve("zoneinfo");
        Files.createDirectories(wrong.resolve("America"));
        Files.writeString(wrong.resolve("+VERSION"), "2026f");
        Files.writeString(wrong.resolve("America/Vancouver"), "TZif, but not really");
        var own = new HashMap<>(settings);
        own.put("ZONEINFO_DIR", wrong.toString());

        for (var main :
                List.of(SessionMain.class, InsightMain.class, NotifyMain.class, PaschimaMain.class, KeysMain.class)) {
            try (var process = KillableJava.start(main, own, "--help")) {
                assertThat(process.awaitEnd()).as(main.getSimpleName()).isEqualTo(2);
            }
        }
    }
}
