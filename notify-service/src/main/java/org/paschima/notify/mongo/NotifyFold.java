package org.paschima.notify.mongo;

import com.mongodb.client.ClientSession;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.log.Batch;
import org.paschima.log.LogEnd;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.notify.busy.KnownTimes;
import org.paschima.notify.delivery.Changes;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.Ranks;
import org.paschima.notify.domain.SentNudge;
import org.paschima.runtime.time.Present;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Parking;
import org.paschima.store.mongo.TransactionalFold;

/**
 * Folds the member log into member documents, and has {@link Deciding} decide what is due; each in one transaction.
 *
 * <p>All calls for a partition come from the thread that owns it. The partition's deadlines are kept by that thread; what
 * a fold learned is taken over when it is committed, since a fold may run again.
 */
public final class NotifyFold implements TransactionalFold {

    /** How long what a decision looked at is the present. */
    public static final Duration PRESENT = Duration.ofSeconds(2);

    private static final Lanes LANES = Lanes.atOnce(2, 200);

    private final Members members;
    private final RecordRanks ranks;
    private final Announcements.Kept kept;
    private final NudgeLives lives;
    private final PooledEvidence pooled;
    private final Renewal renewal;
    private final Deciding deciding;
    private final InstantSource clock;
    private final Changes changes;
    private final Counts counts;
    private final Map<LogPartition, Owned> owned = new ConcurrentHashMap<>();

    public NotifyFold(MongoStore store, Decider decider, InstantSource clock, Changes changes, Counts counts) {
        this(store, decider, clock, Present.of(clock, PRESENT), changes, counts);
    }

    /** The same with what members' calendars say. */
    public NotifyFold(
            MongoStore store, Decider decider, InstantSource clock, Changes changes, Counts counts, KnownTimes busy) {
        this(store, decider, clock, Present.of(clock, PRESENT), changes, counts, busy, LANES);
    }

    /** {@code present}: by the same clock, for {@link #PRESENT}. */
    public NotifyFold(
            MongoStore store, Decider decider, InstantSource clock, Present present, Changes changes, Counts counts) {
        this(store, decider, clock, present, changes, counts, (_, _) -> Map.of(), LANES);
    }

    /**
     * The same.
     *
     * @param busy what members' calendars say
     * @param lanes in which members of one partition are decided for
     */
    public NotifyFold(
            MongoStore store,
            Decider decider,
            InstantSource clock,
            Present present,
            Changes changes,
            Counts counts,
            KnownTimes busy,
            Lanes lanes) {
        this.members = new Members(store, decider.zoneRules());
        this.ranks = new RecordRanks(store);
        this.renewal = new Renewal(store, members);
        this.kept = Announcements.Kept.in(store);
        this.lives = new NudgeLives(store);
        this.pooled = new PooledEvidence(store);
        this.deciding = new Deciding(store, decider, present, changes, counts, busy, lanes);
        this.clock = clock;
        this.changes = changes;
        this.counts = counts;
    }

    /** What happened, for metrics. */
    public interface Counts {
        void skipped();

        void decided(boolean sent);

        void withdrawn();

        /** A decision took so long that it was not kept; it is made again. */
        void tooLate();
    }

    /** What the owner's thread knows of one of its partitions. */
    private static final class Owned {
        final Deciding.Agenda agenda;
        Tentative tentative = new Tentative();

        /** Whether all of its members are due by the time zone rules of now. */
        boolean isRenewed;

        Owned(Deciding.Agenda agenda) {
            this.agenda = agenda;
        }
    }

    /** What a fold would change if it is committed. */
    private static final class Tentative {
        @Nullable
        Instant earliestDue;

        final Announcements made = new Announcements();
        int skipped;
    }

    @Override
    public void assigned(LogPartition partition) {
        owned.put(partition, new Owned(deciding.agendaOf(partition)));
        changes.owned(partition);
    }

    @Override
    public void revoked(LogPartition partition) {
        owned.remove(partition);
        changes.disowned(partition);
    }

    // --- folding

    @Override
    public void fold(ClientSession session, Batch batch, Parking parking) {
        fold(session, List.of(new Part(batch, parking)));
    }

    @Override
    public boolean foldsTogether() {
        return true;
    }

    @Override
    public void fold(ClientSession session, List<Part> parts) {
        var now = now();
        var made = new HashMap<LogPartition, Tentative>();
        var facts = new LinkedHashMap<String, List<Known>>();
        for (var part : parts) {
            var partition = part.batch().partition();
            var tentative = new Tentative();
            made.put(partition, tentative);
            for (var entry : part.batch().entries()) {
                switch (FactCodec.decode(entry.key(), entry::header, entry.value())) {
                    case Decoded.Known known ->
                        facts.computeIfAbsent(known.member().key(), _ -> new ArrayList<>())
                                .add(new Known(known, position(partition, entry), partition));
                    case Decoded.Unknown _ -> tentative.skipped++;
                    case Decoded.Undecodable(var reason) -> part.parking().park(entry, reason);
                }
            }
        }
        var before = members.load(session, facts.keySet(), now);
        var stored = ranks.load(session, records(facts));
        var highest = new Ranks(stored);
        var after = new HashMap<Integer, Map<String, MemberState>>();
        facts.forEach((key, known) -> {
            var partition = known.getLast().partition(); // a member's is one, unless somebody wrote it elsewhere
            var tentative = Objects.requireNonNull(made.get(partition));
            var state = before.getOrDefault(key, MemberState.UNKNOWN);
            var evolved = evolve(key, state, known, now, highest, tentative.made);
            if (!evolved.saysTheSameAs(state)) {
                after.computeIfAbsent(partition.partition(), _ -> new HashMap<>())
                        .put(key, evolved);
                tentative.earliestDue =
                        earlier(tentative.earliestDue, evolved.nextDue().orElse(null));
            }
        });
        members.store(session, after);
        pooled.changed(session, 0, before, after);
        ranks.store(session, highest, stored.keySet());
        var announced = new HashMap<Integer, Announcements>();
        made.forEach((partition, tentative) -> announced.put(partition.partition(), tentative.made));
        kept.insert(session, announced);
        lives.told(session, answers(facts));
        made.forEach((partition, tentative) -> Objects.requireNonNull(owned.get(partition)).tentative = tentative);
    }

    private record Known(Decoded.Known decoded, FactPosition position, LogPartition partition) {}

    private static Set<String> records(Map<String, List<Known>> facts) {
        var records = new HashSet<String>();
        facts.forEach((member, known) -> {
            for (var each : known) {
                if (each.decoded().fact() instanceof Fact.OfRecord version) {
                    records.add(Ranks.key(member, version.id()));
                }
            }
        });
        return records;
    }

    private static List<NudgeLives.Told> answers(Map<String, List<Known>> facts) {
        var answers = new ArrayList<NudgeLives.Told>();
        facts.forEach((member, known) -> {
            for (var each : known) {
                if (each.decoded().fact() instanceof Fact.NudgeFateReported(var fate)) {
                    answers.add(new NudgeLives.Told(member, fate));
                }
            }
        });
        return answers;
    }

    private static MemberState evolve(
            String key, MemberState before, List<Known> facts, Instant now, Ranks highest, Announcements made) {
        var state = before;
        for (var known : facts) {
            var folded = Evolution.evolve(key, state, known.decoded().fact(), known.position(), now, highest);
            state = folded.state();
            for (var withdrawal : folded.withdrawals()) {
                long issuedSeq = seqOf(state, withdrawal);
                made.withdrawn(MemberId.parse(key), withdrawal, now, issuedSeq);
            }
        }
        return state;
    }

    private static long seqOf(MemberState state, NudgeEvent.Withdrawn withdrawal) {
        return state.history().nudges().stream()
                .filter(nudge -> nudge.nudgeId().equals(withdrawal.nudgeId()))
                .mapToLong(SentNudge::seq)
                .findFirst()
                .orElseThrow();
    }

    /** The writer's time is in the envelope; the log's own is real time even where the clock is driven. */
    private static FactPosition position(LogPartition partition, LogEntry entry) {
        var asOf = new LogPosition(partition.partition(), entry.offset());
        var written = entry.header("ce_time");
        try {
            return new FactPosition(
                    asOf,
                    written == null
                            ? Instant.ofEpochMilli(entry.timestamp())
                            : Instant.parse(new String(written, StandardCharsets.UTF_8)));
        } catch (DateTimeException _) {
            return new FactPosition(asOf, Instant.ofEpochMilli(entry.timestamp()));
        }
    }

    @Override
    public void committed(Batch batch) {
        var partition = Objects.requireNonNull(owned.get(batch.partition()));
        var learned = partition.tentative;
        partition.agenda.dueAt(learned.earliestDue);
        for (int i = 0; i < learned.skipped; i++) {
            counts.skipped();
        }
        for (int i = 0; i < learned.made.entries(); i++) {
            counts.withdrawn(); // a fold issues none
        }
        changes.folded(batch.partition(), batch.next());
        var news = learned.made.news();
        if (!news.isEmpty()) {
            changes.grew(batch.partition(), news);
        }
    }

    // --- deciding

    @Override
    public boolean tick(LogPartition partition, LogEnd logEnd) {
        var mine = owned.get(partition);
        if (mine == null) {
            return false;
        }
        mine.isRenewed = mine.isRenewed || renewal.isDone(partition, now());
        return !mine.isRenewed || deciding.tick(partition, mine.agenda, logEnd);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
