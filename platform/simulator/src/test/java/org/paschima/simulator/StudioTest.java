package org.paschima.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Identity;
import org.paschima.contract.codec.Message;
import org.paschima.contract.codec.RecordReader;
import org.paschima.contract.codec.RecordWriter;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

class StudioTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 15);

    @Test
    void the_same_seed_gives_the_same_bytes_on_any_machine() throws Exception {
        assertThat(digest(Studio.members("t", 7, 6, LAST_DAY, 90))).isEqualTo("11258fe4d45da37f");
    }

    @Test
    void another_seed_gives_another_studio() throws Exception {
        assertThat(digest(Studio.members("t", 7, 2, LAST_DAY, 30)))
                .isNotEqualTo(digest(Studio.members("t", 8, 2, LAST_DAY, 30)));
    }

    @Test
    void a_member_does_not_depend_on_how_many_there_are() throws Exception {
        var alone = Studio.member("t", 7, 3, LAST_DAY, 30);

        assertThat(digest(List.of(alone)))
                .isEqualTo(
                        digest(List.of(Studio.members("t", 7, 4, LAST_DAY, 30).get(2))));
    }

    @Test
    void deliveries_are_the_same_each_time_they_are_asked_for() {
        var member = Studio.member("t", 7, 3, LAST_DAY, 90);

        assertThat(member.deliveries()).isEqualTo(member.deliveries());
    }

    @Test
    void records_lie_within_the_days_in_order_and_have_an_id_of_their_own() {
        for (var member : Studio.members("t", 3, 20, LAST_DAY, 90)) {
            assertThat(member.records()).isNotEmpty();
            assertThat(member.records())
                    .extracting(record -> record.head().localDate())
                    .allSatisfy(day -> assertThat(day).isBetween(LAST_DAY.minusDays(89), LAST_DAY));
            assertThat(member.records())
                    .extracting(record -> record.head().at().toInstant())
                    .isSorted();
            assertThat(member.records())
                    .extracting(record -> record.head().id())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void every_record_of_every_scenario_is_one_that_the_service_accepts() throws Exception {
        var now = Instant.parse("2026-04-02T00:00:00Z");
        for (var scenario : Scenario.values()) {
            var model = scenario.in(Model.full());
            for (int number = 1; number <= 4; number++) {
                for (var record :
                        Studio.member(model, "t", 11, number, LAST_DAY, 120).records()) {
                    assertThat(asRequest(record, now)).isEqualTo(record);
                }
            }
        }
    }

    @Test
    void every_delivered_fact_comes_back_from_the_log_as_it_was() {
        for (var member : Studio.members("t", 5, 20, LAST_DAY, 120)) {
            for (var delivery : member.deliveries().inOrder()) {
                var message = FactCodec.encode(member.id(), delivery.fact(), envelope(delivery.arrivedAt()));
                assertThat(decoded(message)).isEqualTo(new Decoded.Known(member.id(), delivery.fact()));
            }
        }
    }

    @Test
    void more_of_one_aspect_changes_no_other() {
        var model = Model.full();
        var more = model.with(Parameter.CHECK_SHARE, 0.9).with(Parameter.RED_FLAG_URGENT, 0.5);

        assertThat(withoutChecksAndSymptoms(more)).isEqualTo(withoutChecksAndSymptoms(model));
    }

    @Test
    void a_change_moves_the_truth_and_leaves_chance_as_it_was() {
        var stable = Studio.member(Scenario.STABLE.in(Model.claimRule(0.3)), "t", 2, 1, LAST_DAY, 120);
        var step = Studio.member(Scenario.STEP_DOWN_2.in(Model.claimRule(0.3)), "t", 2, 1, LAST_DAY, 120);

        assertThat(step.records()).hasSameSizeAs(stable.records());
        var first = LAST_DAY.minusDays(119);
        var before = first.plusDays(Scenario.CHANGES_ON - 1);
        var after = first.plusDays(Scenario.CHANGES_ON);
        assertThat(step.truth().latent().dayMean(before))
                .isEqualTo(stable.truth().latent().dayMean(before));
        assertThat(step.truth().latent().dayMean(after)
                        - stable.truth().latent().dayMean(after))
                .isEqualTo(-2, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(step.truth().changes()).containsExactly(new Change.Step(Scenario.CHANGES_ON, -2));
    }

    private static List<MemberRecord> withoutChecksAndSymptoms(Model model) {
        var kept = new ArrayList<MemberRecord>();
        for (int number = 1; number <= 5; number++) {
            for (var record : Studio.member(model, "t", 4, number, LAST_DAY, 60).records()) {
                if (record instanceof MemberRecord.Practice || record instanceof MemberRecord.TensionReport) {
                    kept.add(record);
                }
            }
        }
        return kept;
    }

    private static String digest(List<SimulatedMember> members) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        for (var member : members) {
            for (var delivery : member.deliveries().inOrder()) {
                var message = FactCodec.encode(member.id(), delivery.fact(), envelope(delivery.arrivedAt()));
                sha.update(message.key().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                sha.update(delivery.arrivedAt().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                sha.update(message.value());
            }
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    private static Envelope envelope(Instant arrivedAt) {
        return new Envelope("one", "/simulator", arrivedAt, null);
    }

    private static Decoded decoded(Message message) {
        return FactCodec.decode(
                message.key().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                name -> {
                    var header = message.headers().get(name);
                    return header == null ? null : header.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                },
                message.value());
    }

    private static @Nullable MemberRecord asRequest(MemberRecord record, Instant now) throws Exception {
        var fields = new LinkedHashMap<>(((Json.Obj) JsonReader.read(RecordWriter.bytes(record))).fields());
        fields.remove("localDate");
        var problems = new Problems();
        var identity = Identity.of(record.head().id());
        var read = RecordReader.request(
                record.kind(),
                new Fields(new Json.Obj(fields), "", problems, Strictness.REQUEST),
                identity,
                now,
                problems);
        assertThat(problems.list()).isEmpty();
        return read;
    }

    @Test
    void a_deleted_record_is_deleted_by_a_version_above_its_last() {
        var table = Model.full().with(Parameter.DISORDER_DELETED, 0.3).with(Parameter.DISORDER_CORRECTED, 0.3);
        var deliveries = Studio.member(table, "t", 5, 1, LAST_DAY, 60).deliveries();

        assertThat(deliveries.deleted()).isNotEmpty();
        for (var id : deliveries.deleted()) {
            var writes = deliveries.inOrder().stream()
                    .map(Deliveries.Delivery::fact)
                    .filter(Fact.OfRecord.class::isInstance)
                    .map(Fact.OfRecord.class::cast)
                    .filter(write -> write.id().equals(id))
                    .toList();
            var winner = writes.stream()
                    .max(java.util.Comparator.comparing(Fact.OfRecord::rank))
                    .orElseThrow();
            assertThat(Objects.requireNonNull(winner)).isInstanceOf(Fact.Deleted.class);
        }
    }
}
