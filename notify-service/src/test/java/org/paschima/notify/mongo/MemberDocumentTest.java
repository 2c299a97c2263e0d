package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocumentReader;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.Moment;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.Effect;
import org.paschima.notify.domain.Evidence;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.Learning;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.RememberedRecord.What;
import org.paschima.notify.domain.SentNudge;

/** What is stored of a member is what is read again, by way of the bytes that MongoDB keeps. */
class MemberDocumentTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00.123456789Z");

    @Test
    void what_is_remembered_of_records_is_read_as_it_was_written() {
        // Given
        var state = MemberState.UNKNOWN;
        long offset = 0;
        for (var fact : List.of(
                FactCodec.changed(NudgePlan.DEFAULT.with(new NudgeTriggers(60, true))),
                practised("ended", NOW.minusSeconds(900)),
                practised("going", null),
                FactCodec.recorded(new PostureCheck(
                        head("felt"), null, null, new Felt(-2, 1), null, List.of(), null, List.of(), null)),
                FactCodec.recorded(new PostureCheck(
                        head("sat"), Position.SITTING, null, null, null, List.of(), null, List.of(), null)),
                FactCodec.recorded(new SymptomReport(
                        head("symptom"), List.of(new Symptom("arm-weakness", null, null, null)), null)),
                FactCodec.recorded(
                        new SymptomReport(head("stated"), List.of(), Statement.CHECKED_BY_PROFESSIONAL).byMember()),
                FactCodec.deleted(new RecordId("app", "deleted"), 2, NOW.atOffset(ZoneOffset.UTC)))) {
            state = Evolution.evolve(state, fact, new FactPosition(new LogPosition(0, offset++), NOW), NOW)
                    .state();
        }

        // When
        var read = MemberDocument.read(throughBytes(MemberDocument.write("studio/m-1", 0, state)));

        // Then
        assertThat(read).isEqualTo(state);
        assertThat(read.records().byId().values())
                .extracting(record -> (Object) record.what().getClass())
                .contains(What.Practised.class, What.Felt.class, What.Stated.class);
        assertThat(read.records().byId().values())
                .extracting(record -> (Object) record.what())
                .contains(new What.Felt(null, Position.SITTING));
        assertThat(read.records().symptoms()).hasSize(1);
    }

    @Test
    void what_was_stored_before_dismissals_pauses_and_questions_were_known_is_read_without_them() {
        var state = Evolution.evolve(
                        MemberState.UNKNOWN,
                        new Fact.NudgesPaused(NOW.atOffset(ZoneOffset.UTC), null),
                        new FactPosition(new LogPosition(0, 0), NOW),
                        NOW)
                .state();
        var document = throughBytes(MemberDocument.write("studio/m-1", 0, state));
        assertThat(MemberDocument.read(document)).isEqualTo(state);
        assertThat(state.history().pause().isAt(NOW)).isTrue();

        for (var name : List.of("pause", "dismissed", "askedAt")) {
            document.get("course", Document.class).remove(name);
        }

        assertThat(MemberDocument.read(document)).isEqualTo(MemberState.UNKNOWN);
    }

    @Test
    void where_a_nudge_went_is_read_as_it_was_written_and_one_of_before_went_everywhere() {
        var byMail = nudge(Set.of(NudgeChannel.EMAIL, NudgeChannel.STUDIO));

        assertThat(SentNudgeDocuments.read(throughBytes(SentNudgeDocuments.write(byMail))))
                .isEqualTo(byMail);
        var before = SentNudgeDocuments.write(byMail);
        before.remove("channels");
        assertThat(SentNudgeDocuments.read(throughBytes(before))).isEqualTo(nudge(NudgeChannel.ALL));
        assertThat(SentNudgeDocuments.write(nudge(NudgeChannel.ALL)).get("channels"))
                .isNull();
    }

    private static SentNudge nudge(Set<NudgeChannel> channels) {
        return new SentNudge(
                "n-1",
                7,
                LocalDate.of(2026, 3, 2),
                NOW,
                NOW.plusSeconds(1_800),
                null,
                null,
                false,
                null,
                null,
                channels);
    }

    @Test
    void what_was_learned_is_read_as_it_was_written_and_a_document_of_before_has_none() {
        var point = new Learning.Awaited("d-1", NOW, true, 0.437);
        var learning = new Learning(
                NOW,
                Evidence.NONE.with(true, 0.4, true).with(false, 0.437, false),
                List.of(point),
                new Learning.Weekly(LocalDate.of(2026, 3, 2), new Effect(-0.012345, 0.2)));
        var u = MemberState.UNKNOWN;
        var state = new MemberState(0, u.settings(), u.standing(), u.records(), u.reports(), u.history(), learning);

        var document = throughBytes(MemberDocument.write("studio/m-1", 0, state));

        assertThat(MemberDocument.read(document)).isEqualTo(state);
        document.remove("learning");
        assertThat(MemberDocument.read(document)).isEqualTo(u);
    }

    private static Document throughBytes(Document document) {
        return new DocumentCodec()
                .decode(
                        new BsonDocumentReader(document.toBsonDocument()),
                        DecoderContext.builder().build());
    }

    private static Fact practised(String id, @Nullable Instant end) {
        return FactCodec.recorded(new Practice(
                head(id),
                end == null ? null : end.atOffset(ZoneOffset.UTC),
                "mat",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                null,
                null,
                false,
                List.of(),
                null));
    }

    private static RecordHead head(String id) {
        return new RecordHead(
                new RecordId("app", id),
                1,
                NOW.minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC),
                ZoneId.of("Europe/Berlin"),
                LocalTime.MIDNIGHT,
                LocalDate.of(2026, 3, 2));
    }
}
