package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.bson.Document;
import org.bson.types.Binary;
import org.paschima.contract.LogPosition;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.mongo.RecordReads.Found;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberExport;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberSettings;
import org.paschima.insight.store.OneMoment;
import org.paschima.insight.store.RecordFate;
import org.paschima.insight.store.RecordPage;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;
import org.paschima.log.LogPartition;
import org.paschima.log.StoreUnavailableException;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;

/**
 * Reads members of one generation from MongoDB, each answer in one snapshot that begins with the position of the member's partition: so
 * whatever was folded before that position is in the answer. Any instance can read any member.
 */
public final class MongoHistory implements MemberHistory {

    private final SnapshotReads snapshots;
    private final Positions positions;
    private final ToIntFunction<MemberId> partitionOf;
    private final RecordReads records;
    private final MongoCollection<Document> settings;
    private final MongoCollection<Document> planChanges;
    private final MongoCollection<Document> care;
    private final boolean isCareKept;

    /**
     * @param format that the generation was folded in
     */
    public MongoHistory(MongoStore store, ToIntFunction<MemberId> partitionOf, int format) {
        this.isCareKept = format >= MemberLogFold.CARE_KEPT_SINCE;
        this.records = reads(store, format);
        this.care = store.database().getCollection(CareDocuments.COLLECTION);
        this.snapshots = new SnapshotReads(store);
        this.positions = new Positions(store);
        this.partitionOf = partitionOf;
        this.settings = store.database().getCollection(SettingDocuments.COLLECTION);
        this.planChanges = store.database().getCollection(PlanChangeFold.COLLECTION);
    }

    /**
     * What reads records and days as a generation of this format has them.
     *
     * @throws StoreUnavailableException when a newer release folds it: that one's instances answer
     */
    static RecordReads reads(MongoStore store, int format) {
        try {
            NewerFormatException.refuse(format);
        } catch (NewerFormatException e) {
            throw new StoreUnavailableException("what is stored is of a newer release", e);
        }
        return format >= MemberLogFold.MONTHS_SINCE ? new MonthReads(store) : new DayReads(store);
    }

    @Override
    public Snapshot<RecordFate> record(MemberId member, RecordId id) {
        return seen(member, session -> records.record(session, member, id));
    }

    @Override
    public Snapshot<RecordPage> records(MemberId member, RecordsWanted wanted) {
        return seen(member, session -> records.records(session, member, wanted));
    }

    @Override
    public Snapshot<RecordedDays> days(
            MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts, Set<String> regions) {
        return seen(member, (session, position) -> records.days(session, position, member, from, to, parts, regions));
    }

    @Override
    public Snapshot<DayCells> day(MemberId member, LocalDate date) {
        return seen(member, session -> records.day(session, member, date));
    }

    @Override
    public Snapshot<MemberSettings> settings(MemberId member) {
        return seen(member, session -> settings(session, member));
    }

    private Found<MemberSettings> settings(ClientSession session, MemberId member) {
        var winning = new EnumMap<MemberSettings.Kind, byte[]>(MemberSettings.Kind.class);
        var revision = new Revision();
        var kinds = new HashMap<String, MemberSettings.Kind>();
        for (var kind : MemberSettings.Kind.values()) {
            kinds.put(Keys.setting(member, kind), kind);
        }
        settings.find(session, Filters.in("_id", kinds.keySet())).forEach(stored -> {
            winning.put(
                    kinds.get(stored.getString("_id")),
                    stored.get("j", Binary.class).getData());
            revision.add(stored);
        });
        return new Found<>(revision, new MemberSettings(winning));
    }

    @Override
    public Snapshot<Boolean> hasChanged(MemberId member, LogPosition after) {
        return seen(member, session -> {
            long from = after.offset() + 1;
            var isNewer = Filters.gte("o", from);
            var ofSettings = Arrays.stream(MemberSettings.Kind.values())
                    .map(kind -> Keys.setting(member, kind))
                    .toList();
            boolean hasChanged = records.hasChanged(session, member, from)
                    || settings.find(session, Filters.and(Filters.in("_id", ofSettings), isNewer))
                                    .first()
                            != null
                    || planChanges
                                    .find(session, Filters.and(Filters.eq("_id", member.key()), isNewer))
                                    .first()
                            != null;
            return new Found<>(new Revision(), hasChanged);
        });
    }

    @Override
    public Snapshot<OpenCare> care(MemberId member) {
        return seen(member, session -> {
            var stored = care.find(session, Filters.eq("_id", member.key())).first();
            var known = stored == null ? OpenCare.NONE : CareDocuments.care(stored);
            // of a generation of before the surviving reports are looked at as well, until it is rebuilt
            return new Found<>(new Revision(), isCareKept ? known : records.withSurvivors(session, member, known));
        });
    }

    @Override
    public <T> Snapshot<T> atOneMoment(MemberId member, Function<OneMoment, T> questions) {
        return seen(member, (session, position) -> {
            var asked = new Asked(session, position, member);
            var answer = questions.apply(asked);
            return new Found<>(asked.revision, answer);
        });
    }

    /** The questions that are asked in one snapshot, and their revisions in one. */
    private final class Asked implements OneMoment {
        private final ClientSession session;
        private final AskedPosition position;
        private final MemberId member;
        private final Revision revision = new Revision();

        Asked(ClientSession session, AskedPosition position, MemberId member) {
            this.session = session;
            this.position = position;
            this.member = member;
        }

        @Override
        public RecordedDays days(LocalDate from, LocalDate to, Set<DayPart> parts) {
            return noted(records.days(session, position, member, from, to, parts, Set.of()));
        }

        @Override
        public MemberSettings settings() {
            var _ = position.get();
            return noted(MongoHistory.this.settings(session, member));
        }

        @Override
        public List<Instant> planChanges() {
            var _ = position.get();
            var stored =
                    planChanges.find(session, Filters.eq("_id", member.key())).first();
            if (stored == null) {
                return List.of();
            }
            revision.add(stored);
            return PlanChangeFold.changes(stored);
        }

        private <T> T noted(Found<T> found) {
            revision.add(found.revision());
            return found.content();
        }
    }

    @Override
    public void export(MemberId member, MemberExport.Reader reader) throws IOException {
        try {
            var _ = seen(member, (session, position) -> {
                var asOf = position.get();
                try (var all = records.all(session, member)) {
                    var settings = settings(session, member).content();
                    reader.read(new MemberExport(asOf, settings, () -> all));
                    return new Found<>(new Revision(), true);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private <T> Snapshot<T> seen(MemberId member, Function<ClientSession, Found<? extends T>> read) {
        return seen(member, (session, position) -> {
            var _ = position.get();
            return read.apply(session);
        });
    }

    /** Reads, and the position with what is read first or by itself. */
    private <T> Snapshot<T> seen(MemberId member, BiFunction<ClientSession, AskedPosition, Found<? extends T>> read) {
        var partition = new LogPartition(LogTopics.MEMBER_LOG, partitionOf.applyAsInt(member));
        return snapshots.read(session -> {
            var position = new AskedPosition(session, positions, partition);
            var found = read.apply(session, position);
            return new Snapshot<>(position.get(), found.revision().value(), found.content());
        });
    }
}
