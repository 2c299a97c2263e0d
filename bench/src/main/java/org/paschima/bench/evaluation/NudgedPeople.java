package org.paschima.bench.evaluation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Screening;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.domain.Evidence;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.Learning;
import org.paschima.notify.domain.MemberState;
import org.paschima.runtime.zone.TimeZones;

/**
 * People who are nudged by notify's own decider, with the default plan, and who practise and answer by chances that are known.
 * They share no code with the simulator of domain.md §6, which has a policy of its own.
 */
final class NudgedPeople {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Somebody.
     *
     * @param usual the chance of practice in the hour after a moment without a nudge
     * @param effect what a nudge adds to it
     * @param temper the chance that a nudge is at least opened on a day
     */
    record Person(double usual, double effect, Temper temper) {}

    /** How likely somebody is to look at a nudge, by the day and how many went unanswered in a row. */
    @FunctionalInterface
    interface Temper {
        double opens(long day, int ignored);
    }

    /** Somebody who looks at every nudge: then nothing but learning tells policies apart. */
    static final Temper LOOKS = (_, _) -> 1;

    /** What was sent to one person, and what came of it. */
    static final class Tally {
        int nudges;
        int followed;
        int answered;
        int practised;
    }

    private final Decider decider;
    private final boolean learns;
    private final List<Living> all = new ArrayList<>();

    /** {@code learns}: else what was learned is dropped, and the probability stays what it is in the first weeks. */
    NudgedPeople(long seed, boolean learns) {
        this.learns = learns;
        this.decider = new Decider(
                new Draw(("people " + seed).getBytes(StandardCharsets.UTF_8)),
                TimeZones.inUse().version());
    }

    Tally add(Person person, long seed) {
        var living = new Living(person, new Random(seed), new MemberId("studio", "m-" + all.size()));
        all.add(living);
        return living.tally;
    }

    void live(int days) {
        for (int day = 1; day <= days; day++) {
            var end = START.plus(DAY.multipliedBy(day));
            var sum = all.stream().map(each -> each.state.learning().evidence()).reduce(Evidence.NONE, Evidence::plus);
            all.forEach(each -> each.until(end, sum.minus(each.state.learning().evidence())));
        }
    }

    private final class Living {
        private final Person person;
        private final Random random;
        private final MemberId id;
        private final Tally tally = new Tally();
        private MemberState state = MemberState.UNKNOWN;
        private long offset;
        private int ignored;

        Living(Person person, Random random, MemberId id) {
            this.person = person;
            this.random = random;
            this.id = id;
            happens(FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, "en", null, 1)), START);
            happens(FactCodec.changed(new Consents(true, true, false, false, 1)), START);
            happens(FactCodec.changed(new Screening(List.of(), 1)), START);
        }

        private void happens(Fact fact, Instant at) {
            state = Evolution.evolve(state, fact, new FactPosition(new LogPosition(0, offset++), at), at)
                    .state();
        }

        void until(Instant end, Evidence others) {
            for (var due = state.nextDue(); due.isPresent() && due.get().isBefore(end); due = state.nextDue()) {
                var now = due.get();
                var decision = decider.decideNext(id, state, now, () -> others).orElseThrow();
                state = learns ? decision.state() : unlearned(decision.state());
                double chance = random.nextDouble();
                double look = random.nextDouble();
                var nudge = decision.nudge();
                if (nudge != null) {
                    tally.nudges++;
                    boolean opens = look
                            < person.temper().opens(Duration.between(START, now).toDays(), ignored);
                    boolean practises = chance < person.usual() + (opens ? person.effect() : 0);
                    tally.followed += practises ? 1 : 0;
                    tally.answered += opens || practises ? 1 : 0;
                    ignored = opens || practises ? 0 : ignored + 1;
                    if (opens) {
                        happens(fate(nudge.nudgeId(), Fate.OPENED, now), now);
                    }
                    practise(practises, now);
                } else {
                    practise(chance < person.usual(), now);
                }
            }
        }

        private void practise(boolean practises, Instant now) {
            if (practises) {
                tally.practised++;
                var at = now.plus(Duration.ofMinutes(5));
                happens(practised("p" + offset, at), at);
            }
        }
    }

    private static MemberState unlearned(MemberState state) {
        return new MemberState(
                state.rev(),
                state.settings(),
                state.standing(),
                state.records(),
                state.reports(),
                state.history(),
                Learning.NOTHING);
    }

    static Fact fate(String nudgeId, Fate fate, Instant at) {
        var until = fate == Fate.SNOOZED ? utc(at.plus(Duration.ofHours(2))) : null;
        return new Fact.NudgeFateReported(new NudgeFate(nudgeId, fate, utc(at), until));
    }

    static Fact practised(String id, Instant at) {
        return FactCodec.recorded(new Practice(
                new RecordHead(
                        new RecordId("app", id),
                        1,
                        utc(at),
                        BERLIN,
                        LocalTime.MIDNIGHT,
                        LocalDays.of(at, BERLIN, LocalTime.MIDNIGHT)),
                utc(at.plus(Duration.ofMinutes(2))),
                "desk",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 2, Side.BOTH, null, List.of(), null)),
                null,
                null,
                false,
                List.of(),
                null));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
