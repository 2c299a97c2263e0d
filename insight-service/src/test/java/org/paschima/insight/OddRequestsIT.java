package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.Backings;
import org.paschima.testkit.OddRequests;
import org.paschima.testkit.Seeds;

/** What the documents of insight-service describe, asked for in all the wrong ways, on a real broker and a real MongoDB. */
class OddRequestsIT {

    private static final MemberId MEMBER = new MemberId("studio", "m-odd");

    private static Map<String, String> good() {
        var good = new HashMap<>(Map.of(
                "member", "me", "from", "2026-01-01", "to", "2026-03-31", "localDate", "2026-03-02", "id", "app:r-1"));
        good.put("wait", "0");
        return good;
    }

    @Test
    void whatever_a_parameter_or_a_body_says_the_fault_is_never_ours() throws Exception {
        try (var kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-odd"));
                var insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("odd"));
                var log = new MemberLogFixture(kafka.bootstrap());
                var client = HttpClient.newHttpClient()) {
            var head = HistoryFixture.headAt("app:r-1", 1, "2026-03-02T10:00:00+01:00", "Europe/Berlin");
            log.tell(
                    new HistoryFixture.Told(MEMBER, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", 6))));
            var address = insight.address();
            var token = insight.tokenOf(MEMBER);
            var openApi = new String(
                    client.send(
                                    HttpRequest.newBuilder(URI.create(address + "/openapi.json"))
                                            .build(),
                                    BodyHandlers.ofByteArray())
                            .body(),
                    StandardCharsets.UTF_8);
            var requests = OddRequests.of(openApi, good(), Seeds.one(12));
            for (var odd : requests) {
                var request = HttpRequest.newBuilder(URI.create(address + odd.path()))
                        .header("Authorization", "Bearer " + token)
                        .method(odd.method(), BodyPublishers.ofString(odd.body()));
                odd.headers().forEach(request::header);
                var response = send(client, request.build());
                assertThat(response.contains("/problems/not-yet") ? 422 : status(response))
                        .as("%s: %s", odd, response)
                        .isLessThan(500);
            }
            assertThat(requests).hasSizeGreaterThan(4_000);
        }
    }

    private static int status(String response) {
        return Integer.parseInt(response.substring(0, 3));
    }

    private static String send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
