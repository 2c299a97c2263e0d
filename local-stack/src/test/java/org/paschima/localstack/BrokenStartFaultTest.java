package org.paschima.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.backing.ChildProcess;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.testkit.KillableJava;

/** A start that is killed while it loads the sample is finished by the next one: nothing is missing, nothing double. */
class BrokenStartFaultTest {

    private static final String[] UP = {"up", "--session-port", "0", "--insight-port", "0", "--notify-port", "0"};

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private static Path data;

    @Test
    void a_sample_that_was_loaded_in_part_is_finished_at_the_next_start() throws Exception {
        var folder = new StackFolder(data);
        try (var first = start()) {
            await().atMost(Duration.ofMinutes(1)).until(() -> hasTold(folder));
            first.kill();
        }
        assertThat(folder.hasSample()).isFalse();
        var begun = folder.sampleBegunAt(Instant.EPOCH);
        assertThat(begun).isAfter(Instant.EPOCH);

        try (var second = start()) {
            second.awaitLine(line -> line.equals("Paschima is up."));

            assertThat(folder.hasSample()).isTrue();
            for (var told : SampleStudio.told(begun)) {
                var expected = new HashMap<String, Long>();
                told.records()
                        .forEach(record -> expected.put(
                                record.head().id().id(), record.head().version()));
                assertThat(records(folder, told.member().id())).isEqualTo(expected);
            }
            assertThat(second.stop()).isEqualTo(143);
        }
    }

    private static ChildProcess start() throws IOException {
        return KillableJava.start(PaschimaMain.class, Map.of("PASCHIMA_DATA", data.toString()), UP);
    }

    /** Whether records of the sample are answered already; they are told after the settings of all members. */
    private boolean hasTold(StackFolder folder) throws Exception {
        return folder.running().isPresent()
                && Files.exists(data.resolve("sample-begun"))
                && !records(folder, new MemberId(SampleStudio.TENANT, "m-0001")).isEmpty();
    }

    private Map<String, Long> records(StackFolder folder, MemberId member) throws Exception {
        var token = folder.tokens()
                .forMember(member.tenant(), member.member(), List.of("insight:read"), Duration.ofHours(1));
        var running = folder.running().orElseThrow();
        var records = new HashMap<String, Long>();
        Set<String> asked = new HashSet<>();
        for (var next = ""; asked.add(next); ) {
            var request = HttpRequest.newBuilder(
                            URI.create(running.insight() + "/v1/members/me/records?limit=1000" + next))
                    .header("Authorization", "Bearer " + token)
                    .build();
            var page = (Json.Obj) JsonReader.read(client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .getBytes(UTF_8));
            if (page.fields().get("items") instanceof Json.Arr(var items)) {
                for (var item : items) {
                    if (item instanceof Json.Obj(var fields)
                            && fields.get("id") instanceof Json.Str(var id)
                            && fields.get("version") instanceof Json.Num(var version)) {
                        records.put(id, (long) version);
                    }
                }
            }
            next = page.fields().get("next") instanceof Json.Str(var mark) ? "&after=" + mark : next;
        }
        return records;
    }
}
