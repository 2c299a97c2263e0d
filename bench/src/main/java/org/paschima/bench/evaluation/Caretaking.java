package org.paschima.bench.evaluation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.RecordId;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.domain.Evidence;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.MemberState;
import org.paschima.runtime.zone.TimeZones;
import org.paschima.simulator.Model;
import org.paschima.simulator.Parameter;
import org.paschima.simulator.SimulatedMember;
import org.paschima.simulator.Truth.RedFlag;

/**
 * Notify's own rules run over whole histories as they arrive, disorder and travel included: are red flags caught, and is
 * nothing sent that should not be (domain.md §4.3, §5.1)?
 *
 * @param caught red flags after whose delivery the member is on hold
 * @param nudges how many were sent in all
 * @param duringHold sent while on hold
 * @param inQuietHours sent in the quiet hours of the zone of their decision
 * @param overCaps sent beyond 2 in 24 hours or 8 in 7 days, or within 180 minutes of another
 * @param twice decided twice for one slot and local date
 */
public record Caretaking(Share caught, int nudges, int duringHold, int inQuietHours, int overCaps, int twice) {

    private static final Duration DAY = Duration.ofDays(1);

    /** The whole model with enough red flags to count, and more travel than life has. */
    static Model model() {
        return Model.full()
                .with(Parameter.RED_FLAG_URGENT, 0.03)
                .with(Parameter.RED_FLAG_EMERGENCY, 0.01)
                .with(Parameter.TRAVEL_MONTHLY, 0.3)
                .with(Parameter.ZONE_DST_SHARE, 0.6);
    }

    public static Caretaking of(Seeds seeds) {
        var watch = new Watch();
        seeds.forEach(model(), watch::member);
        return new Caretaking(
                watch.caught.share(), watch.nudges, watch.duringHold, watch.inQuietHours, watch.overCaps, watch.twice);
    }

    private static final class Watch {
        private final Decider decider = new Decider(
                new Draw("evaluation".getBytes(StandardCharsets.UTF_8)),
                TimeZones.inUse().version());
        private final Share.Count caught = new Share.Count();
        private int nudges;
        private int duringHold;
        private int inQuietHours;
        private int overCaps;
        private int twice;

        void member(SimulatedMember member) {
            var flags = new HashMap<RecordId, RedFlag>();
            member.truth().redFlags().forEach(flag -> flags.put(flag.record(), flag));
            var state = MemberState.UNKNOWN;
            var sent = new ArrayList<Instant>();
            var decided = new HashMap<String, Integer>();
            int offset = 0;
            for (var delivery : member.deliveries().inOrder()) {
                state = decideUntil(delivery.arrivedAt(), member, state, sent, decided);
                state = Evolution.evolve(
                                state,
                                delivery.fact(),
                                new FactPosition(new LogPosition(0, offset++), delivery.arrivedAt()),
                                delivery.arrivedAt())
                        .state();
                if (delivery.fact() instanceof Fact.OfRecord write && flags.remove(write.id()) != null) {
                    caught.add(state.careHold().isPresent());
                }
            }
            flags.values().forEach(_ -> caught.add(false));
        }

        private MemberState decideUntil(
                Instant until,
                SimulatedMember member,
                MemberState before,
                List<Instant> sent,
                Map<String, Integer> decided) {
            var state = before;
            for (var due = state.nextDue(); due.isPresent() && !due.get().isAfter(until); due = state.nextDue()) {
                var now = due.get();
                var decision = decider.decideNext(member.id(), state, now, () -> Evidence.NONE)
                        .orElseThrow();
                var receipt = decision.receipt();
                if (decided.merge(receipt.localDate() + " " + receipt.slot(), 1, Integer::sum) > 1) {
                    twice++;
                }
                if (decision.nudge() != null) {
                    judge(state, now, receipt.zone(), sent);
                    sent.add(now);
                    nudges++;
                }
                state = decision.state();
            }
            return state;
        }

        private void judge(MemberState state, Instant now, ZoneId zone, List<Instant> sent) {
            duringHold += state.careHold().isPresent() ? 1 : 0;
            var quiet = Objects.requireNonNull(NudgePlan.DEFAULT.quietHours());
            inQuietHours += quiet.isQuietAt(LocalTime.ofInstant(now, zone)) ? 1 : 0;
            var caps = NudgePlan.DEFAULT.caps();
            var today = LocalDate.ofInstant(now, zone);
            boolean over = within(sent, now, DAY) >= caps.perDay()
                    || within(sent, now, DAY.multipliedBy(7)) >= caps.per7Days()
                    || within(sent, now, Duration.ofMinutes(caps.minGapMinutes())) > 0
                    || sent.stream()
                                    .filter(at -> LocalDate.ofInstant(at, zone).equals(today))
                                    .count()
                            >= caps.perDay();
            overCaps += over ? 1 : 0;
        }

        private static long within(List<Instant> sent, Instant now, Duration span) {
            return sent.stream().filter(at -> at.isAfter(now.minus(span))).count();
        }
    }

    static List<Row> rows(Seeds seeds) {
        var found = of(seeds);
        var where = "whole model, more flags and travel";
        return List.of(
                Row.atLeast("red flags caught when they arrive", where, found.caught(), 1, ""),
                Row.none("nudges during a hold", where, found.duringHold(), found.nudges()),
                Row.none("nudges in quiet hours", where, found.inQuietHours(), found.nudges()),
                Row.none("nudges beyond the caps", where, found.overCaps(), found.nudges()),
                Row.none("decision points decided twice", where, found.twice(), found.nudges()));
    }
}
