package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.LastDay;
import org.paschima.insight.store.MemberHistory.RecordsWanted;
import org.paschima.insight.store.PageMark;
import org.paschima.insight.store.RecordFate;
import org.paschima.insight.store.RecordPage;
import org.paschima.insight.store.RecordedDays;
import org.paschima.store.mongo.MongoStore;

/** Reads what {@link DayRecords} folded: a generation of before there were months. */
final class DayReads implements RecordReads {

    /** So many days and parts of days are looked at for one page, whatever the filter finds in them. */
    private static final int MOST_DAYS_A_PAGE = 1_000;

    /** The day itself and one part an hour. */
    private static final int MOST_PARTS_OF_A_DAY = 25;

    /** Days in memory while a member is exported. */
    private static final int EXPORT_BATCH = 50;

    private final MongoCollection<Document> index;
    private final MongoCollection<Document> days;

    DayReads(MongoStore store) {
        this.index = store.database().getCollection(IndexDocuments.COLLECTION);
        this.days = store.database().getCollection(DayDocuments.COLLECTION);
    }

    @Override
    public boolean hasChanged(ClientSession session, MemberId member, long from) {
        return days.find(session, Filters.and(Keys.days(member, Keys.FIRST_DAY, Keys.LAST_DAY), Filters.gte("o", from)))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    @Override
    public Found<RecordFate> record(ClientSession session, MemberId member, RecordId id) {
        var entry =
                index.find(session, Filters.eq("_id", Keys.record(member, id))).first();
        if (entry == null) {
            return new Found<>(new Revision(), new RecordFate.NeverSeen());
        }
        var known = IndexDocuments.entry(id, entry);
        var bucket = known.bucket();
        return new Found<>(
                Revision.at(known.offset()),
                bucket == null
                        ? new RecordFate.Deleted(known.rank().version())
                        : new RecordFate.Kept(recordOn(session, Keys.day(member, bucket.key()), id)));
    }

    private KeptRecord recordOn(ClientSession session, String day, RecordId id) {
        var document = days.find(session, Filters.eq("_id", day))
                .projection(Projections.elemMatch("r", Filters.eq("i", id.id())))
                .first();
        if (document == null) {
            throw new IllegalStateException("the index names a day that is not there");
        }
        return DayDocuments.records(document).getFirst();
    }

    @Override
    public Found<RecordPage> records(ClientSession session, MemberId member, RecordsWanted wanted) {
        var from = wanted.after()
                .map(mark -> Keys.day(member, mark.bucket()))
                .filter(key -> key.compareTo(Keys.day(member, wanted.from().toString())) > 0)
                .orElse(Keys.day(member, wanted.from().toString()));
        var range = Filters.and(Keys.days(member, wanted.from(), wanted.to()), Filters.gte("_id", from));
        var page = new Page(wanted);
        try (var cursor = days.find(session, range)
                .projection(DayDocuments.RECORDS_AND_OFFSET)
                .sort(Sorts.ascending("_id"))
                .batchSize(101)
                .cursor()) {
            while (cursor.hasNext() && page.takes(cursor.next())) {}
        }
        return page.found();
    }

    /** A page of records in the making. */
    private static final class Page {
        private final RecordsWanted wanted;
        private final List<KeptRecord> records = new ArrayList<>();
        private Optional<PageMark> next = Optional.empty();
        private String lastBucket = "";
        private String bucketOfLast = "";
        private final Revision revision = new Revision();
        private int seen;

        Page(RecordsWanted wanted) {
            this.wanted = wanted;
        }

        /** Whether there may be more to take. */
        boolean takes(Document day) {
            if (seen == MOST_DAYS_A_PAGE) {
                next = Optional.of(new PageMark(lastBucket, ""));
                return false;
            }
            seen++;
            revision.add(day);
            var bucket = Keys.bucketOf(day.getString("_id"));
            for (var record : DayDocuments.records(day)) {
                var id = record.id().id();
                if (wanted.after().map(mark -> mark.isBefore(bucket, id)).orElse(true)
                        && wanted.kind().map(record.kind()::equals).orElse(true)) {
                    if (records.size() == wanted.limit()) {
                        next = Optional.of(new PageMark(
                                bucketOfLast, records.getLast().id().id()));
                        return false;
                    }
                    records.add(record);
                    bucketOfLast = bucket;
                }
            }
            lastBucket = bucket;
            return true;
        }

        Found<RecordPage> found() {
            return new Found<>(revision, new RecordPage(records, next));
        }
    }

    @Override
    public Found<RecordedDays> days(
            ClientSession session,
            AskedPosition position,
            MemberId member,
            LocalDate from,
            LocalDate to,
            Set<DayPart> parts,
            Set<String> regions) {
        var _ = position.get();
        var found = cells(session, member, from, to, DayDocuments.cellsOf(parts));
        return new Found<>(found.revision(), new RecordedDays(found.content(), lastDay(session, member, to)));
    }

    @Override
    public Found<DayCells> day(ClientSession session, MemberId member, LocalDate date) {
        var found = cells(session, member, date, date, DayDocuments.CELLS_AND_NAMES);
        return new Found<>(found.revision(), found.content().getOrDefault(date, DayCells.EMPTY));
    }

    /** The cells of each day on which something survives, its parts merged in their order. */
    private Found<SortedMap<LocalDate, DayCells>> cells(
            ClientSession session, MemberId member, LocalDate from, LocalDate to, Bson fields) {
        var cells = new TreeMap<LocalDate, DayCells>();
        var revision = new Revision();
        try (var cursor = days.find(session, Keys.days(member, from, to))
                .projection(fields)
                .sort(Sorts.ascending("_id"))
                .batchSize(4_000)
                .cursor()) {
            while (cursor.hasNext()) {
                var document = cursor.next();
                revision.add(document);
                if (document.containsKey("c")) {
                    cells.merge(Keys.dateOf(document.getString("_id")), DayDocuments.cells(document), DayCells::plus);
                }
            }
        }
        return new Found<>(revision, cells);
    }

    private Optional<LastDay> lastDay(ClientSession session, MemberId member, LocalDate to) {
        var newestFirst = days.find(session, Filters.and(Keys.days(member, Keys.FIRST_DAY, to), Filters.exists("z")))
                .projection(DayDocuments.PLACE_IN_TIME)
                .sort(Sorts.descending("_id"))
                .limit(MOST_PARTS_OF_A_DAY)
                .into(new ArrayList<>());
        return DayDocuments.lastDay(newestFirst);
    }

    @Override
    public OpenCare withSurvivors(ClientSession session, MemberId member, OpenCare known) {
        var care = known;
        var reports = Filters.elemMatch("r", Filters.eq("k", RecordKind.SYMPTOM_REPORT.name()));
        try (var cursor = days.find(session, Filters.and(Keys.days(member, Keys.FIRST_DAY, Keys.LAST_DAY), reports))
                .projection(DayDocuments.RECORDS_AND_OFFSET)
                .cursor()) {
            while (cursor.hasNext()) {
                for (var survivor : DayDocuments.symptomReports(cursor.next())) {
                    care = care.reported(survivor.report(), survivor.rank(), survivor.offset())
                            .became(
                                    survivor.report().head().id().id(),
                                    survivor.rank(),
                                    survivor.report(),
                                    survivor.offset());
                }
            }
        }
        return care;
    }

    @Override
    public Survivors all(ClientSession session, MemberId member) {
        var stored = days.find(session, Keys.days(member, Keys.FIRST_DAY, Keys.LAST_DAY))
                .projection(DayDocuments.RECORDS_AND_OFFSET)
                .sort(Sorts.ascending("_id"))
                .batchSize(EXPORT_BATCH)
                .cursor();
        var records = StreamSupport.stream(Spliterators.spliteratorUnknownSize(stored, Spliterator.ORDERED), false)
                .flatMap(day -> DayDocuments.records(day).stream())
                .iterator();
        return new Survivors() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public KeptRecord next() {
                return records.next();
            }

            @Override
            public void close() {
                stored.close();
            }
        };
    }

    @Override
    public void cells(
            ClientSession session,
            Collection<MemberId> members,
            LocalDate from,
            LocalDate to,
            Set<DayPart> parts,
            EachDay each) {
        if (members.isEmpty()) {
            return;
        }
        var ranges = members.stream().map(member -> Keys.days(member, from, to)).toList();
        days.find(session, Filters.or(ranges))
                .projection(DayDocuments.cellsOf(parts))
                .batchSize(4_000)
                .forEach(day -> {
                    if (day.containsKey("c")) {
                        var key = day.getString("_id");
                        each.day(Keys.memberIdOf(key), Keys.dateOf(key), DayDocuments.cells(day));
                    }
                });
    }
}
