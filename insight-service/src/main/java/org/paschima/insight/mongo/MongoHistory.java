package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.paschima.contract.LogPosition;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.LastDay;
import org.paschima.insight.store.MemberExport;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberSettings;
import org.paschima.insight.store.OneMoment;
import org.paschima.insight.store.PageMark;
import org.paschima.insight.store.RecordFate;
import org.paschima.insight.store.RecordPage;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;
import org.paschima.log.LogPartition;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;

/**
 * Reads members of one generation from MongoDB, each answer in one snapshot that begins with the position of the member's partition: so
 * whatever was folded before that position is in the answer. Any instance can read any member.
 */
public final class MongoHistory implements MemberHistory {

    /** So many days and parts of days are looked at for one page, whatever the filter finds in them. */
    private static final int MOST_DAYS_A_PAGE = 1_000;

    /** The day itself and one part an hour. */
    private static final int MOST_PARTS_OF_A_DAY = 25;

    /** Days in memory while a member is exported. */
    private static final int EXPORT_BATCH = 50;

    private final SnapshotReads snapshots;
    private final Positions positions;
    private final ToIntFunction<MemberId> partitionOf;
    private final MongoCollection<Document> index;
    private final MongoCollection<Document> days;
    private final MongoCollection<Document> settings;
    private final MongoCollection<Document> care;
    private final boolean isCareKept;

    /**
     * @param format that the generation was folded in
     */
    public MongoHistory(MongoStore store, ToIntFunction<MemberId> partitionOf, int format) {
        this.isCareKept = format >= MemberLogFold.CARE_KEPT_SINCE;
        this.care = store.database().getCollection(CareDocuments.COLLECTION);
        this.snapshots = new SnapshotReads(store);
        this.positions = new Positions(store);
        this.partitionOf = partitionOf;
        this.index = store.database().getCollection(IndexDocuments.COLLECTION);
        this.days = store.database().getCollection(DayDocuments.COLLECTION);
        this.settings = store.database().getCollection(SettingDocuments.COLLECTION);
    }

    @Override
    public Snapshot<RecordFate> record(MemberId member, RecordId id) {
        return seen(member, session -> {
            var entry = index.find(session, Filters.eq("_id", Keys.record(member, id)))
                    .first();
            if (entry == null) {
                return new Found<>(new Revision(), new RecordFate.NeverSeen());
            }
            var known = IndexDocuments.entry(id, entry);
            var bucket = known.bucket();
            var fate = bucket == null
                    ? new RecordFate.Deleted(known.rank().version())
                    : new RecordFate.Kept(recordOn(session, Keys.day(member, bucket.key()), id));
            return new Found<>(Revision.at(known.offset()), fate);
        });
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
    public Snapshot<RecordPage> records(MemberId member, RecordsWanted wanted) {
        return seen(member, session -> {
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
        });
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
    public Snapshot<RecordedDays> days(MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts) {
        return seen(member, session -> days(session, member, from, to, parts));
    }

    private Found<RecordedDays> days(
            ClientSession session, MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts) {
        var found = cells(session, member, from, to, DayDocuments.cellsOf(parts));
        return new Found<>(found.revision(), new RecordedDays(found.content(), lastDay(session, member, to)));
    }

    @Override
    public Snapshot<DayCells> day(MemberId member, LocalDate date) {
        return seen(member, session -> {
            var found = cells(session, member, date, date, DayDocuments.CELLS_AND_NAMES);
            return new Found<>(found.revision(), found.content().getOrDefault(date, DayCells.EMPTY));
        });
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
    public Snapshot<MemberSettings> settings(MemberId member) {
        return seen(member, session -> settings(session, member));
    }

    private Found<MemberSettings> settings(ClientSession session, MemberId member) {
        var winning = new EnumMap<MemberSettings.Kind, byte[]>(MemberSettings.Kind.class);
        var revision = new Revision();
        for (var kind : MemberSettings.Kind.values()) {
            var stored = settings.find(session, Filters.eq("_id", Keys.setting(member, kind)))
                    .first();
            if (stored != null) {
                winning.put(kind, stored.get("j", Binary.class).getData());
                revision.add(stored);
            }
        }
        return new Found<>(revision, new MemberSettings(winning));
    }

    @Override
    public Snapshot<OpenCare> care(MemberId member) {
        return seen(member, session -> {
            var stored = care.find(session, Filters.eq("_id", member.key())).first();
            var known = stored == null ? OpenCare.NONE : CareDocuments.care(stored);
            return new Found<>(new Revision(), isCareKept ? known : withSurvivors(session, member, known));
        });
    }

    /** Of a generation of before the surviving reports are looked at as well, until it is rebuilt. */
    private OpenCare withSurvivors(ClientSession session, MemberId member, OpenCare known) {
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
    public <T> Snapshot<T> atOneMoment(MemberId member, Function<OneMoment, T> questions) {
        return seen(member, session -> {
            var asked = new Asked(session, member);
            var answer = questions.apply(asked);
            return new Found<>(asked.revision, answer);
        });
    }

    /** The questions that are asked in one snapshot, and their revisions in one. */
    private final class Asked implements OneMoment {
        private final ClientSession session;
        private final MemberId member;
        private final Revision revision = new Revision();

        Asked(ClientSession session, MemberId member) {
            this.session = session;
            this.member = member;
        }

        @Override
        public RecordedDays days(LocalDate from, LocalDate to, Set<DayPart> parts) {
            return noted(MongoHistory.this.days(session, member, from, to, parts));
        }

        @Override
        public MemberSettings settings() {
            return noted(MongoHistory.this.settings(session, member));
        }

        private <T> T noted(Found<T> found) {
            revision.add(found.revision());
            return found.content();
        }
    }

    @Override
    public void export(MemberId member, MemberExport.Reader reader) throws IOException {
        try {
            var _ = seen(member, (session, asOf) -> {
                try (var cursor = days.find(session, Keys.days(member, Keys.FIRST_DAY, Keys.LAST_DAY))
                        .projection(DayDocuments.RECORDS_AND_OFFSET)
                        .sort(Sorts.ascending("_id"))
                        .batchSize(EXPORT_BATCH)
                        .cursor()) {
                    var settings = settings(session, member).content();
                    reader.read(new MemberExport(asOf, settings, () -> recordsOf(cursor)));
                    return new Found<>(new Revision(), true);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Iterator<KeptRecord> recordsOf(MongoCursor<Document> days) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(days, Spliterator.ORDERED), false)
                .flatMap(day -> DayDocuments.records(day).stream())
                .iterator();
    }

    private record Found<T>(Revision revision, T content) {}

    private <T> Snapshot<T> seen(MemberId member, Function<ClientSession, Found<? extends T>> read) {
        return seen(member, (session, _) -> read.apply(session));
    }

    private <T> Snapshot<T> seen(MemberId member, BiFunction<ClientSession, LogPosition, Found<? extends T>> read) {
        int partition = partitionOf.applyAsInt(member);
        return snapshots.read(session -> {
            var stored = positions.stored(session, new LogPartition(LogTopics.MEMBER_LOG, partition));
            stored.successor().ifPresent(successor -> {
                throw new CutOverException(successor);
            });
            var asOf = LogPosition.foldedTo(partition, stored.next());
            var found = read.apply(session, asOf);
            return new Snapshot<>(asOf, found.revision().value(), found.content());
        });
    }
}
