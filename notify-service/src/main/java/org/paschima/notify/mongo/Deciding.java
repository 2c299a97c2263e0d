package org.paschima.notify.mongo;

import com.mongodb.client.ClientSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.log.LogEnd;
import org.paschima.log.LogPartition;
import org.paschima.notify.busy.KnownTimes;
import org.paschima.notify.delivery.Changes;
import org.paschima.notify.delivery.News;
import org.paschima.notify.domain.BusyTimes;
import org.paschima.notify.domain.ClockBack;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Evidence;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.Folded;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.Postponed;
import org.paschima.notify.domain.SentNudge;
import org.paschima.runtime.time.Present;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;

/**
 * Decides what is due in the partitions owned here; each group of members in one transaction, and some groups at a time.
 *
 * <p>Deciding (P6): the clock is read and then the end of the partition asked for, and what was due by that clock is
 * decided once the log is folded that far. Both are at most {@link NotifyFold#PRESENT} old: when a transaction begins, and again
 * when it has nothing left to do but commit, so that a store or a log that stalls delays decisions and dates none of them
 * back. What got too old is asked for anew. If the end is unknown nothing is decided, and the decision point goes stale
 * by its own rule. That a commit can take long is left to those who deliver: they tell nothing that is over.
 *
 * <p>A zombie can decide nothing wrong: it reads the member document in the same transaction that replaces it, which
 * conflicts with whatever changed it since. Confined, partition by partition, to the thread that owns it, which waits for those that decide for it.
 */
final class Deciding {

    private static final Duration BELIEVED_AFTER = Duration.ofSeconds(5);
    private static final int MEMBERS_AT_ONCE = 200;
    private static final int DECISIONS_AT_ONCE = 20;
    private static final int GROUPS_A_TICK = 5;

    /** One lane does not wait for the others after each of its groups. */
    private static final int GROUPS_A_LANE = 3;

    /** After so many members what came from the log meanwhile is folded. */
    private static final int DUE_A_TICK = 1_000;

    private final Members members;
    private final Announcements.Kept kept;
    private final PooledEvidence pooled;
    private final Transactions transactions;
    private final Decider decider;
    private final Present present;
    private final Changes changes;
    private final NotifyFold.Counts counts;
    private final KnownTimes busy;
    private final Lanes lanes;

    Deciding(
            MongoStore store,
            Decider decider,
            Present present,
            Changes changes,
            NotifyFold.Counts counts,
            KnownTimes busy,
            Lanes lanes) {
        this.busy = busy;
        this.lanes = lanes;
        this.members = new Members(store, decider.zoneRules());
        this.kept = Announcements.Kept.in(store);
        this.pooled = new PooledEvidence(store);
        this.transactions = new Transactions(store);
        this.decider = decider;
        this.present = present;
        this.changes = changes;
        this.counts = counts;
    }

    /** What the owner knows of when something is due in one partition. */
    static final class Agenda {
        private final WhoseTurn turns;

        /** When to look for due members; null: not known. */
        private @Nullable Instant nextLook;

        /** The end that must be folded before what was due when it was asked for is decided; null: not asked. */
        private @Nullable Asked asked;

        /** When, by the machine's own count, members are looked for whom a clock that was ahead left behind; null: not. */
        private @Nullable Long lookBackAt;

        /** After whom to go on with those whose nudges may be open again; null: nobody is left. */
        private @Nullable String reopenedAfter;

        /** The latest that the clock showed. */
        private Instant latest = Instant.MAX;

        private Agenda(WhoseTurn turns) {
            this.turns = turns;
        }

        /** A fold brought something that is due then. */
        void dueAt(@Nullable Instant due) {
            if (nextLook != null && due != null && due.isBefore(nextLook)) {
                nextLook = due;
            }
        }
    }

    private record Asked(long end, Present.Moment moment) {
        Instant by() {
            return moment.at().truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** What was decided is no longer decided at the present: nothing of it is kept. */
    private static final class TooLate extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLate() {
            super("it took too long", null, false, false);
        }
    }

    /** The agenda of a partition that is owned from now on. */
    Agenda agendaOf(LogPartition partition) {
        return new Agenda(new WhoseTurn(members, partition.partition()));
    }

    /** Whether more is due than was decided. */
    boolean tick(LogPartition partition, Agenda agenda, LogEnd logEnd) {
        var moment = present.now();
        lookBack(partition, agenda, moment, logEnd);
        askAgain(partition, agenda, moment, logEnd);
        if (agenda.nextLook == null) {
            agenda.nextLook = members.nextDue(partition.partition()).orElse(Instant.MAX);
        }
        if (moment.at().isBefore(agenda.nextLook)) {
            agenda.asked = null;
            return false;
        }
        if (agenda.asked == null || !present.isStill(agenda.asked.moment())) {
            agenda.asked = ask(partition, logEnd);
        }
        var asked = agenda.asked;
        if (asked == null || logEnd.foldedTo(partition) < asked.end()) {
            return false; // it is folded first
        }
        if (!isDecided(partition, agenda, asked)) {
            return true;
        }
        agenda.asked = null;
        agenda.nextLook = null;
        return false;
    }

    /**
     * A clock that went back is believed after some seconds, and so is the first one that is seen of a partition: until
     * then it may be set right again, and nothing that is ahead is decided or delivered anyway.
     */
    private void lookBack(LogPartition partition, Agenda agenda, Present.Moment moment, LogEnd logEnd) {
        if (moment.at().isBefore(agenda.latest.minus(SentNudge.CLOCKS_DIFFER))) {
            agenda.lookBackAt = moment.nanos() + BELIEVED_AFTER.toNanos();
        }
        agenda.latest = moment.at();
        if (agenda.lookBackAt == null || moment.nanos() - agenda.lookBackAt < 0) {
            return;
        }
        var position = position(partition, logEnd, moment);
        for (int group = 0; group < GROUPS_A_TICK; group++) {
            var ahead =
                    members.beyond(partition.partition(), moment.at().plus(SentNudge.CLOCKS_DIFFER), MEMBERS_AT_ONCE);
            if (ahead.isEmpty()) {
                agenda.lookBackAt = null;
                agenda.reopenedAfter = "";
                agenda.nextLook = null;
                agenda.asked = null;
                return;
            }
            transactions.run(session -> setBack(
                    session,
                    partition,
                    ahead,
                    position,
                    (key, state) -> ClockBack.of(
                            state,
                            kept.decisions().keysFrom(session, key, ClockBack.firstDate(position.writtenAt())),
                            position,
                            position.writtenAt())));
            changes.grew(partition, News.unread(ahead));
        }
    }

    /** Nudges that hold by the clock of now, and may not have by the one before. */
    private void askAgain(LogPartition partition, Agenda agenda, Present.Moment moment, LogEnd logEnd) {
        for (int group = 0; agenda.reopenedAfter != null && group < GROUPS_A_TICK; group++) {
            var holding = members.holding(partition.partition(), moment.at(), agenda.reopenedAfter, MEMBERS_AT_ONCE);
            if (!holding.isEmpty()) {
                var position = position(partition, logEnd, moment);
                transactions.run(session -> setBack(
                        session,
                        partition,
                        holding,
                        position,
                        (_, state) -> ClockBack.reopened(state, position, position.writtenAt())));
                changes.grew(partition, News.unread(holding));
            }
            agenda.reopenedAfter = holding.isEmpty() ? null : holding.getLast();
        }
    }

    private static FactPosition position(LogPartition partition, LogEnd logEnd, Present.Moment moment) {
        return new FactPosition(LogPosition.foldedTo(partition.partition(), logEnd.foldedTo(partition)), moment.at());
    }

    private int setBack(
            ClientSession session,
            LogPartition partition,
            List<String> whom,
            FactPosition position,
            BiFunction<String, MemberState, Folded> how) {
        var now = position.writtenAt();
        var made = new Announcements();
        var after = new HashMap<String, MemberState>();
        members.load(session, whom, now).forEach((key, state) -> {
            var back = how.apply(key, state);
            if (!back.state().saysTheSameAs(state)) {
                after.put(key, back.state());
            }
            for (var withdrawal : back.withdrawals()) {
                long issued = state.history().nudges().stream()
                        .filter(nudge -> nudge.nudgeId().equals(withdrawal.nudgeId()))
                        .findFirst()
                        .orElseThrow()
                        .seq();
                made.withdrawn(MemberId.parse(key), withdrawal, now, issued);
            }
        });
        members.store(session, partition.partition(), after);
        kept.insert(session, partition.partition(), made);
        return made.entries();
    }

    /** The clock first: what was acknowledged before it shows that time lies before the end. */
    private @Nullable Asked ask(LogPartition partition, LogEnd logEnd) {
        var moment = present.now();
        var end = logEnd.endOffset(partition);
        return end.isPresent() ? new Asked(end.getAsLong(), moment) : null;
    }

    /** Whether all that was due is decided. */
    private boolean isDecided(LogPartition partition, Agenda agenda, Asked asked) {
        int most = lanes.count() * lanes.members() * GROUPS_A_LANE;
        for (int decided = 0; decided < DUE_A_TICK; ) {
            var due = agenda.turns.due(asked.by(), most);
            if (due.isEmpty()) {
                return true;
            }
            if (!isDecided(partition, due, asked)) {
                return false;
            }
            agenda.turns.decided();
            decided += due.size();
        }
        return false;
    }

    /** Whether it was decided in time. */
    private boolean isDecided(LogPartition partition, List<String> due, Asked asked) {
        var groups = new ArrayList<Group>();
        for (int first = 0; first < due.size(); first += lanes.members()) {
            var whom = due.subList(first, Math.min(due.size(), first + lanes.members()));
            groups.add(new Group(groups.size() % lanes.count(), partition, whom, asked));
        }
        var ofLanes = new ArrayList<Runnable>();
        for (int lane = 0; lane < Math.min(lanes.count(), groups.size()); lane++) {
            int one = lane;
            ofLanes.add(() -> {
                // what comes after a group that was too late would be so too
                var _ = groups.stream().filter(group -> group.lane == one).allMatch(Group::isDecided);
            });
        }
        try {
            lanes.run(ofLanes);
        } finally {
            groups.forEach(Group::tell); // of what is kept, also where another group was not
        }
        return groups.stream().allMatch(group -> group.decided != null);
    }

    /** Members that are decided for in one transaction. */
    private final class Group {
        private final int lane;
        private final LogPartition partition;
        private final List<String> whom;
        private final Asked asked;
        private @Nullable Decided decided;
        private boolean isTooLate;

        Group(int lane, LogPartition partition, List<String> whom, Asked asked) {
            this.lane = lane;
            this.partition = partition;
            this.whom = whom;
            this.asked = asked;
        }

        /** Decides; whether in time. */
        boolean isDecided() {
            try {
                decided = transactions.run(session -> decide(session, lane, partition, whom, asked));
                return true;
            } catch (TooLate _) {
                isTooLate = true; // counted when all lanes are over
                return false;
            }
        }

        private void tell() {
            if (isTooLate) {
                counts.tooLate();
            }
            if (decided == null) {
                return;
            }
            for (int i = 0; i < decided.receipts(); i++) {
                counts.decided(i < decided.nudges());
            }
            changes.grew(partition, decided.news());
        }
    }

    /** @param news of nudge logs, by their members; receipts alone are news to nobody who listens */
    private record Decided(int receipts, int nudges, Map<String, News> news) {}

    /** What a group of members brings. */
    private static final class Made {
        final Announcements announcements = new Announcements();
        final List<Decisions.Followed> outcomes = new ArrayList<>();
        final Map<String, Evidence> ofTenants = new HashMap<>();
    }

    private Decided decide(ClientSession session, int lane, LogPartition partition, List<String> due, Asked asked) {
        refuseThePast(asked);
        var made = new Made();
        var before = members.load(session, due, asked.by());
        var after = new HashMap<String, MemberState>();
        var calendars = busy.of(due, asked.by());
        before.forEach((key, state) -> after.put(
                key, decide(session, key, state, calendars.getOrDefault(key, BusyTimes.NONE), asked.by(), made)));
        members.store(session, partition.partition(), after);
        pooled.changed(session, lane, before, Map.of(partition.partition(), after));
        kept.insert(session, partition.partition(), made.announcements);
        kept.decisions().followed(session, made.outcomes);
        refuseThePast(asked);
        return new Decided(made.announcements.receipts(), made.announcements.entries(), made.announcements.news());
    }

    private void refuseThePast(Asked asked) {
        if (!present.isStill(asked.moment())) {
            throw new TooLate();
        }
    }

    private MemberState decide(
            ClientSession session, String key, MemberState before, BusyTimes calendar, Instant by, Made made) {
        var member = MemberId.parse(key);
        var own = before.learning().evidence();
        Supplier<Evidence> others = () -> made.ofTenants
                .computeIfAbsent(member.tenant(), tenant -> pooled.of(session, tenant))
                .minus(own);
        var state = before;
        for (int i = 0; i < DECISIONS_AT_ONCE; i++) {
            state = Postponed.of(state, calendar, by);
            var next = decider.decideNext(member, state, calendar, by, others);
            if (next.isEmpty()) {
                break;
            }
            var decision = next.get();
            state = decision.state();
            made.announcements.decided(member, decision.receipt(), decision.covered());
            decision.outcomes().forEach(outcome -> made.outcomes.add(new Decisions.Followed(key, outcome)));
            var nudge = decision.nudge();
            if (nudge != null) {
                made.announcements.issued(
                        member, nudge, decision.receipt().instant().toInstant());
            }
        }
        return state;
    }
}
