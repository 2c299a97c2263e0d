package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.session.RecordFixture.PRACTICE;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.Backings;

/** On a real broker: what is answered is in the log, exactly as the contract writes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionServiceIT {

    private final String bootstrap = Backings.kafka();
    private final SessionFixture session = SessionFixture.onKafka(bootstrap);

    @AfterAll
    void close() {
        session.close();
    }

    @Test
    void the_practice_of_the_contract_is_in_the_log_to_the_byte() {
        var reply = session.post("/v1/members/me/practices", PRACTICE);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);

        var record = at(String.valueOf(reply.at("asOf")));
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("studio-1/m-1");
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("""
                        {"source":"studio-app","clientRecordId":"p-1001","version":1,\
                        "startedAt":"2026-03-02T18:00:00+01:00","zone":"Europe/Berlin","dayStart":"04:00",\
                        "localDate":"2026-03-02","endedAt":"2026-03-02T18:10:00+01:00","context":"mat","moment":"discomfort",\
                        "segments":[{"practice":"back-body-breath","minutes":5,"side":"both",\
                        "cues":["receive-breath-in-back","exhale-lengthen"],"breathRate":5.5},\
                        {"practice":"parsvottanasana","minutes":4,"side":"both","armVariation":"reverse-prayer",\
                        "cues":["space-across-collarbones"]}],\
                        "before":{"tension":[{"region":"upper-back","side":"both","value":6},{"region":"shoulder","side":"left","value":5}],"stress":6},\
                        "after":{"tension":[{"region":"upper-back","side":"both","value":4}],"stress":4},\
                        "stoppedEarly":false,"concurrent":["heat"],"note":"…"}""");
        assertThat(headers(record))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "org.paschima.practice.recorded.v1")
                .containsEntry("ce_source", "/session-service")
                .containsEntry("ce_subject", "studio-app:p-1001")
                .containsEntry("content-type", "application/json")
                .containsOnlyKeys(
                        "ce_specversion",
                        "ce_id",
                        "ce_source",
                        "ce_type",
                        "ce_time",
                        "ce_subject",
                        "ce_digest",
                        "content-type",
                        "traceparent");
    }

    @Test
    void the_trace_of_the_request_goes_on_into_the_log() {
        var reply = session.send(session.request("DELETE", "/v1/members/me/practices/app:p-9?version=2", null)
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        assertThat(headers(at(String.valueOf(reply.at("asOf")))).get("traceparent"))
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
    }

    @Test
    void every_setting_reads_back_as_the_fact_it_states() {
        for (var setting : Map.of(
                        "profile", "{\"zone\": \"Europe/Berlin\", \"version\": 1}",
                        "consents", "{\"tracking\": true, \"version\": 2}",
                        "screening", "{\"conditions\": [\"glaucoma\"], \"version\": 3}")
                .entrySet()) {
            var reply = session.put("/v1/members/me/" + setting.getKey(), setting.getValue());
            var record = at(String.valueOf(reply.at("asOf")));
            var decoded = decode(record);

            assertThat(decoded.member()).isEqualTo(new MemberId("studio-1", "m-1"));
            assertThat(decoded.fact()).isInstanceOf(Fact.OfMember.class);
            assertThat(headers(record)).containsEntry("ce_subject", setting.getKey());
        }
    }

    @Test
    void ten_thousand_lines_of_many_members_are_all_in_the_log_where_their_results_say() {
        var token = session.clientToken("importer", "practice:write", "tenant:members");
        var small = RecordFixture.SMALL_PRACTICE.replace("\n", "");
        var places = new HashMap<Integer, String>();
        // what a slow machine's broker did not confirm in time is sent again, as a client does
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            var missing = IntStream.range(0, 10_000)
                    .filter(i -> !places.containsKey(i))
                    .boxed()
                    .toList();
            var body = missing.stream()
                    .map(i -> RecordFixture.with(
                            small,
                            "\"kind\": \"practice\", \"member\": \"m-" + (i % 97)
                                    + "\", \"source\": \"import\", \"clientRecordId\": \"r-" + i
                                    + "\", \"version\": 1"))
                    .collect(Collectors.joining("\n"));
            var results = session.send(session.request("POST", "/v1/records/batch", null)
                            .setHeader("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(body)))
                    .lines();
            assertThat(results).hasSize(missing.size());
            for (int line = 0; line < results.size(); line++) {
                if (SessionFixture.valueAt(results.get(line), "asOf") instanceof String asOf) {
                    places.put(missing.get(line), asOf);
                } else {
                    assertThat(SessionFixture.valueAt(results.get(line), "status"))
                            .isEqualTo(503L);
                }
            }
            return places.size() == 10_000;
        });

        var kept = LogReading.all(bootstrap).stream()
                .collect(Collectors.toMap(each -> each.partition() + ":" + each.offset(), each -> each));
        places.forEach((i, asOf) -> {
            var record = Objects.requireNonNull(kept.get(asOf), "in the log");
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("studio-1/m-" + (i % 97));
            assertThat(headers(record)).containsEntry("ce_subject", "import:r-" + i);
        });
    }

    @Test
    void the_log_is_there_with_the_partitions_asked_for_and_kept_for_ever() {
        assertThat(LogReading.partitions(bootstrap)).isEqualTo(6);
        assertThat(session.get("/health/ready").status()).isEqualTo(200);
        assertThat(session.get("/metrics").body()).contains("session_log_records_total");
    }

    private ConsumerRecord<byte[], byte[]> at(String asOf) {
        return LogReading.all(bootstrap).stream()
                .filter(each -> (each.partition() + ":" + each.offset()).equals(asOf))
                .findFirst()
                .orElseThrow();
    }

    private static Decoded.Known decode(ConsumerRecord<byte[], byte[]> record) {
        return (Decoded.Known) FactCodec.decode(
                record.key(),
                name -> {
                    var header = record.headers().lastHeader(name);
                    return header == null ? null : header.value();
                },
                record.value());
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(
                        Collectors.toMap(each -> each.key(), each -> new String(each.value(), StandardCharsets.UTF_8)));
    }
}
