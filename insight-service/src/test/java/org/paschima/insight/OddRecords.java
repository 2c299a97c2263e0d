package org.paschima.insight;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.odd.Entry;

/** A diary as the log holds it. */
final class OddRecords {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private OddRecords() {}

    static List<Told> told(MemberId member, List<Entry> entries) {
        var told = new ArrayList<Told>();
        for (var entry : entries) {
            told.add(new Told(member, FactCodec.recorded(record("r-" + told.size(), entry))));
        }
        return told;
    }

    private static MemberRecord record(String id, Entry entry) {
        return switch (entry) {
            case Entry.Rated(var at, var tension, var pain, var source) ->
                new TensionReport(
                        head(source, id, at.atZone(ZONE).toOffsetDateTime()),
                        tension(tension),
                        null,
                        tension(pain),
                        Moment.ROUTINE);
            case Entry.Practised(var at, var minutes, var practice, var before, var after) -> {
                var head = head("app", id, at.atZone(ZONE).toOffsetDateTime());
                yield new Practice(
                        head,
                        head.at().plusMinutes(minutes),
                        "mat",
                        Moment.ROUTINE,
                        List.of(new Segment(practice, minutes, Side.BOTH, null, List.of(), null)),
                        rated(before),
                        rated(after),
                        false,
                        List.of(),
                        null);
            }
            case Entry.Checked(var at, var frontBack, var sideSide) ->
                new PostureCheck(
                        head("app", id, at.atZone(ZONE).toOffsetDateTime()),
                        Position.SITTING,
                        "desk",
                        new Felt(frontBack, sideSide),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null);
        };
    }

    private static RecordHead head(String source, String id, OffsetDateTime at) {
        return new RecordHead(
                new RecordId(source, id),
                1,
                at,
                ZONE,
                LocalTime.MIDNIGHT,
                LocalDays.of(at.toInstant(), ZONE, LocalTime.MIDNIGHT));
    }

    private static @Nullable Ratings rated(@Nullable Integer value) {
        return value == null ? null : new Ratings(List.of(new Tension("neck", Side.BOTH, value)), null, null);
    }

    private static List<Tension> tension(List<Entry.Felt> felt) {
        return felt.stream()
                .map(each ->
                        new Tension(each.region(), Side.valueOf(each.side().toUpperCase(Locale.ROOT)), each.value()))
                .toList();
    }
}
