package org.paschima.insight.mongo;

import com.mongodb.client.model.Projections;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.ZoneNames;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.LastDay;

/**
 * Member-days and their hourly parts: {@code {_id, o, w, r, c, t, z, e}}: the largest offset that changed it, and how often
 * something older did, out of turn; the records in
 * the order of their ids, each {@code {i, k, v, g, o, j}} (id, kind, version, digest, offset, the event's value; {@code s} where another record counts in its place); the
 * derived cells; time and zone of the latest record, and when the day is over in the zones of all of them.
 *
 * <p>A day that lost its last record stays, empty but for its offset: else an answer's revision could go back to one that
 * meant other data.
 */
final class DayDocuments {

    static final String COLLECTION = "days";

    /** The records, and what makes a revision: what the fold needs, and lists. */
    static final Bson RECORDS_AND_OFFSET = Projections.include("r", "o", "w");

    /** Where and when a day was, without what is on it. */
    static final Bson PLACE_IN_TIME = Projections.include("t", "z", "e");

    /** What a single day's answer needs: the records by name only. */
    static final Bson CELLS_AND_NAMES = Projections.include("c", "o", "w", "r.i", "r.k", "r.v", "r.s");

    /**
     * Where a projection puts the comfortable checks. Not into {@code c}, which that would make where nothing survives;
     * {@code c.none} is there for nothing but to have it where something does.
     */
    private static final String COMFORTABLE = "comfortable";

    private static final Document COMFORTABLE_OF_C = new Document(
            "$filter", new Document("input", "$c.k").append("cond", new Document("$eq", List.of("$$this.k", true))));

    private DayDocuments() {}

    /** These parts of the cells. A day on which something survives has {@code c}, if only empty. */
    static Bson cellsOf(Set<DayPart> parts) {
        var fields = new ArrayList<>(List.of("o", "w"));
        boolean isFiltered = parts.contains(DayPart.COMFORTABLE_CHECKS) && !parts.contains(DayPart.CHECKS);
        for (var part : parts) {
            fields.addAll(
                    switch (part) {
                        case RATINGS -> List.of("c.t", "c.p", "c.s");
                        case MEASURES -> List.of("c.m");
                        case POSTURE -> List.of("c.fb", "c.ss");
                        case SESSIONS -> List.of("c.v");
                        case CHECKS -> List.of("c.k");
                        case COMFORTABLE_CHECKS -> List.of("c.none");
                    });
        }
        var included = Projections.include(fields);
        return isFiltered
                ? Projections.fields(included, Projections.computed(COMFORTABLE, COMFORTABLE_OF_C))
                : included;
    }

    /**
     * The last of these days.
     *
     * @param newestFirst each with {@link #PLACE_IN_TIME}, all parts of the last day among them
     */
    static Optional<LastDay> lastDay(List<Document> newestFirst) {
        if (newestFirst.isEmpty()) {
            return Optional.empty();
        }
        var date = Keys.dateOf(newestFirst.getFirst().getString("_id"));
        var parts = newestFirst.stream()
                .filter(part -> Keys.dateOf(part.getString("_id")).equals(date))
                .toList();
        var latest = parts.stream()
                .max(Comparator.comparing(part -> part.getDate("t")))
                .orElseThrow();
        var zone = ZoneNames.known(latest.getString("z"));
        var end = parts.stream()
                .map(part -> part.getDate("e"))
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .max(Comparator.naturalOrder())
                // what was folded before ends were kept: see MemberLogFold.FORMAT
                .orElseGet(() -> LocalDays.endOf(date, zone, LocalTime.MIDNIGHT));
        return Optional.of(new LastDay(date, zone, end));
    }

    static Document record(StoredRecord stored, byte[] json) {
        return new Document("i", stored.id().id())
                .append("k", stored.kind().name())
                .append("v", stored.rank().version())
                .append("g", stored.rank().digest())
                .append("o", stored.offset())
                .append("j", new Binary(json));
    }

    static List<Document> recordDocuments(Document day) {
        var records = day.getList("r", Document.class);
        return records == null ? List.of() : records;
    }

    static List<KeptRecord> records(Document day) {
        var date = Keys.dateOf(day.getString("_id"));
        return recordDocuments(day).stream()
                .map(document -> new KeptRecord(
                        id(document),
                        kind(document),
                        document.getLong("v"),
                        date,
                        document.get("j", Binary.class).getData()))
                .toList();
    }

    /** A surviving symptom report, and where it stands in the log. */
    record SurvivingReport(SymptomReport report, Rank rank, long offset) {}

    static List<SurvivingReport> symptomReports(Document day) {
        var reports = new ArrayList<SurvivingReport>();
        var kept = records(day).iterator();
        for (var document : recordDocuments(day)) {
            var record = kept.next();
            if (record.kind() == RecordKind.SYMPTOM_REPORT && record.record() instanceof SymptomReport report) {
                var rank = new Rank(record.version(), false, document.getString("g"));
                reports.add(new SurvivingReport(report, rank, document.getLong("o")));
            }
        }
        return reports;
    }

    /** The cells; the records in them are those that the projection left. */
    static DayCells cells(Document day) {
        var derived = day.get("c", Document.class);
        if (derived == null) {
            return DayCells.EMPTY;
        }
        var comfortable = day.getList(COMFORTABLE, Document.class);
        if (comfortable != null) {
            derived.append("k", comfortable);
        }
        var records = recordDocuments(day).stream()
                .map(document ->
                        new DayCells.RecordRef(id(document), kind(document), document.getLong("v"), sameAs(document)))
                .toList();
        return CellDocuments.cells(derived, records);
    }

    /** The record that was stored as the log holds it; it was decoded once, so it decodes again. */
    static StoredRecord decoded(Document document) {
        var record =
                FactCodec.record(kind(document), document.get("j", Binary.class).getData());
        var rank = new Rank(document.getLong("v"), false, document.getString("g"));
        return new StoredRecord(record, rank, document.getLong("o"));
    }

    private static @Nullable RecordId sameAs(Document document) {
        var id = document.getString("s");
        return id == null ? null : RecordId.parse(id);
    }

    private static RecordId id(Document document) {
        return RecordId.parse(document.getString("i"));
    }

    private static RecordKind kind(Document document) {
        return RecordKind.valueOf(document.getString("k"));
    }
}
