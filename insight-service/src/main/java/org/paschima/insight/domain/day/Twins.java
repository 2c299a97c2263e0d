package org.paschima.insight.domain.day;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;

/**
 * The same thing told by two sources, as by a phone and by an importer that reads what the phone wrote: it happened once, so
 * it counts once (docs/adr/0024). It is the same when kind, instant, zone and all that is said agree, but for ids, version
 * and note.
 *
 * <p>A pure function of the surviving records: of sources that agree the first by name counts, and when its record is
 * deleted or corrected the other one counts again. What one source told twice stays told twice.
 */
public final class Twins {

    private static final RecordId NOBODYS = new RecordId("-", "-");

    private final Map<RecordId, RecordId> counted = new HashMap<>();

    private Twins() {}

    /** Among the records of one day, or of an hourly part of it: what agrees is in the same part. */
    public static Twins of(Collection<StoredRecord> records) {
        var twins = new Twins();
        if (records.stream()
                        .map(stored -> stored.id().source())
                        .distinct()
                        .limit(2)
                        .count()
                < 2) {
            return twins;
        }
        var firstOf = new HashMap<MemberRecord, RecordId>();
        var inOrder = records.stream()
                .sorted(Comparator.comparing(
                                (StoredRecord stored) -> stored.id().source())
                        .thenComparing(stored -> stored.id().clientRecordId()))
                .toList();
        for (var stored : inOrder) {
            content(stored.record()).ifPresent(content -> {
                var first = firstOf.putIfAbsent(content, stored.id());
                if (first != null && !first.source().equals(stored.id().source())) {
                    twins.counted.put(stored.id(), first);
                }
            });
        }
        return twins;
    }

    /** The record that counts in place of this one; null when this one counts itself. */
    public @Nullable RecordId countedInPlaceOf(RecordId id) {
        return counted.get(id);
    }

    /** What is said, whoever says it; empty where saying it twice is no matter. */
    private static Optional<MemberRecord> content(MemberRecord record) {
        var head = head(record.head());
        return switch (record) {
            case Practice it ->
                Optional.of(new Practice(
                        head,
                        utc(it.endedAt()),
                        it.context(),
                        it.moment(),
                        it.segments(),
                        it.before(),
                        it.after(),
                        it.stoppedEarly(),
                        it.concurrent(),
                        null));
            case PostureCheck it ->
                Optional.of(new PostureCheck(
                        head,
                        it.position(),
                        it.context(),
                        it.felt(),
                        it.tadasana(),
                        it.observations(),
                        it.breath(),
                        it.tension(),
                        it.comfortable()));
            case TensionReport it ->
                Optional.of(new TensionReport(head, it.tension(), it.stress(), it.pain(), it.moment()));
            case SymptomReport _ -> Optional.empty();
        };
    }

    private static RecordHead head(RecordHead of) {
        return new RecordHead(
                NOBODYS, 0, of.at().withOffsetSameInstant(ZoneOffset.UTC), of.zone(), of.dayStart(), of.localDate());
    }

    private static @Nullable OffsetDateTime utc(@Nullable OffsetDateTime time) {
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }
}
