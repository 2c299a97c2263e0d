package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.paschima.insight.store.FoldListener;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Parking;
import org.paschima.store.mongo.TransactionalFold;

/**
 * Folds the member log into records, months and settings.
 *
 * <p>Of each record only a higher rank than the stored one changes anything, so duplicates and disorder change nothing;
 * a month holds what the records that survive in it contribute. All of a batch is read in a few questions and written in a few
 * bulks, whatever members it is about. Called by the one owner of each partition; keeps nothing between batches
 * but what {@link #committed} tells the meters.
 */
public final class MemberLogFold implements TransactionalFold {

    /** What is stored, and how: another number whenever a rebuild is needed to have all of it. */
    public static final int FORMAT = 8;

    /** Since this one {@link CareDocuments} hold all that was ever reported. */
    static final int CARE_KEPT_SINCE = 5;

    /** Since this one there are months; before, days. */
    static final int MONTHS_SINCE = 7;

    private final RecordFold records;
    private final SettingFold settings;
    private final PlanChangeFold planChanges;
    private final Counter changed;
    private final Counter unchanged;
    private final Counter skipped;
    private final FoldListener onFolded;
    private final Map<LogPartition, Tally> tallies = new ConcurrentHashMap<>();

    private record Tally(int changed, int unchanged, int unknown) {}

    /**
     * @param format that the generation was begun in, so that it goes on in the same
     * @param onFolded told each partition and the position up to which it is now folded and stored, and with what
     * @throws NewerFormatException when that is none that this release knows
     */
    public MemberLogFold(MongoStore store, int format, MeterRegistry metrics, FoldListener onFolded) {
        this(store, records(store, format), metrics, onFolded);
    }

    private static RecordFold records(MongoStore store, int format) {
        NewerFormatException.refuse(format); // before anything is made in the store
        return format >= MONTHS_SINCE ? new MonthRecords(store) : new DayRecords(store);
    }

    /** Folds records in this way. */
    MemberLogFold(MongoStore store, RecordFold records, MeterRegistry metrics, FoldListener onFolded) {
        this.records = records;
        this.settings = new SettingFold(store);
        this.planChanges = new PlanChangeFold(store);
        this.changed = outcome("changed", metrics);
        this.unchanged = outcome("unchanged", metrics);
        this.skipped = outcome("unknown_type", metrics);
        this.onFolded = onFolded;
    }

    private static Counter outcome(String outcome, MeterRegistry metrics) {
        return Counter.builder("insight_records_decided_total")
                .description("Records of the member log: what they changed, or that their type is not known")
                .tag("outcome", outcome)
                .register(metrics);
    }

    @Override
    public void fold(ClientSession session, Batch batch, Parking parking) {
        var changes = Changes.of(batch, parking);
        int stored = records.fold(session, batch, changes, false, parking)
                + settings.fold(session, changes.settings(), false);
        planChanges.fold(session, changes.planChanges(), false);
        int total = batch.entries().size();
        tallies.put(batch.partition(), new Tally(stored, total - stored - changes.unknown(), changes.unknown()));
    }

    /**
     * Folds an entry out of turn, long after the ones beside it: rank makes that the same, but its offset does not tell
     * answers apart. Any process may do it, beside the owner of the partition.
     *
     * @return whether it is a fact of a known type; if not, it was parked, or is of a type that only a newer writer knows
     */
    boolean foldLate(ClientSession session, LogPartition partition, LogEntry entry, Parking parking) {
        var batch = new Batch(partition, entry.offset(), entry.offset() + 1, List.of(entry));
        var isParked = new AtomicBoolean();
        Parking noted = (each, reason) -> {
            isParked.set(true);
            parking.park(each, reason);
        };
        var changes = Changes.of(batch, noted);
        records.fold(session, batch, changes, true, noted);
        settings.fold(session, changes.settings(), true);
        planChanges.fold(session, changes.planChanges(), true);
        return !isParked.get() && changes.unknown() == 0;
    }

    @Override
    public void committed(Batch batch) {
        var tally = tallies.remove(batch.partition());
        if (tally != null) {
            changed.increment(tally.changed());
            unchanged.increment(tally.unchanged());
            skipped.increment(tally.unknown());
        }
        onFolded.folded(batch.partition(), batch.next());
        onFolded.stored(batch);
    }

    @Override
    public void revoked(LogPartition partition) {
        tallies.remove(partition);
    }
}
