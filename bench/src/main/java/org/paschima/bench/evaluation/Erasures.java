package org.paschima.bench.evaluation;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.domain.day.PureFold;
import org.paschima.insight.domain.helps.PopulationSums;
import org.paschima.simulator.Deliveries.Delivery;
import org.paschima.simulator.SimulatedMember;

/**
 * What erasing leaves behind (domain.md §6.3): one member of each studio has every record deleted, late and corrected ones
 * too, in a disorderly log; all must be as if that member had never written (§6.4).
 *
 * @param erased how many members were erased
 * @param left of them, those of whom any day or conclusion is left
 * @param others how many members stayed
 * @param changed of them, those of whom anything differs, to the last bit
 * @param sums studios whose sums over members differ beyond rounding once the member is taken off
 */
public record Erasures(int erased, int left, int others, int changed, int sums) {

    /** Of sums of doubles, relative. */
    private static final double ROUNDING = 1e-9;

    /** Later than any correction. */
    private static final long LAST_VERSION = 1_000;

    public static Erasures of(Seeds seeds) {
        int left = 0;
        int changed = 0;
        int sums = 0;
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            var studio = new ArrayList<SimulatedMember>();
            Seeds.forEach(Replays.model(), seed, seeds.members(), Calendar.DAYS, studio::add);
            var erased = studio.getFirst();
            var others = studio.subList(1, studio.size());
            var fold = fold(studio);
            var all = sums(fold, studio);
            var own = PopulationSums.ofMember(ReportedDays.of(fold, erased));
            var never = fold(others);
            erase(fold, erased);

            left += isNothing(fold, erased) ? 0 : 1;
            for (var other : others) {
                changed += Replays.Concluded.of(fold, other).equals(Replays.Concluded.of(never, other)) ? 0 : 1;
            }
            sums += areClose(all.minus(own), sums(never, others)) ? 0 : 1;
        }
        return new Erasures(seeds.studios(), left, seeds.all() - seeds.studios(), changed, sums);
    }

    /** Everything as it arrives, the members mixed. */
    private static PureFold fold(List<SimulatedMember> members) {
        record Arrival(SimulatedMember member, Delivery delivery) {}
        var log = new ArrayList<Arrival>();
        for (var member : members) {
            member.deliveries().inOrder().forEach(delivery -> log.add(new Arrival(member, delivery)));
        }
        log.sort(Comparator.comparing(arrival -> arrival.delivery().arrivedAt()));
        var fold = new PureFold();
        for (int i = 0; i < log.size(); i++) {
            fold.add(log.get(i).member().id(), log.get(i).delivery().fact(), 0, i);
        }
        return fold;
    }

    private static void erase(PureFold fold, SimulatedMember member) {
        var at = Calendar.LAST_DAY.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        long offset = Integer.MAX_VALUE;
        for (var id : fold.index(member.id()).keySet()) {
            fold.add(member.id(), FactCodec.deleted(id, LAST_VERSION, at), 0, offset++);
        }
    }

    private static boolean isNothing(PureFold fold, SimulatedMember member) {
        return fold.days(member.id()).isEmpty()
                && Replays.Concluded.of(fold, member).equals(Replays.Concluded.of(new PureFold(), member));
    }

    private static PopulationSums sums(PureFold fold, List<SimulatedMember> members) {
        return members.stream()
                .map(member -> PopulationSums.ofMember(ReportedDays.of(fold, member)))
                .reduce(PopulationSums.NONE, PopulationSums::plus);
    }

    private static boolean areClose(PopulationSums one, PopulationSums other) {
        return one.members() == other.members()
                && one.sums().keySet().equals(other.sums().keySet())
                && one.sums().entrySet().stream().allMatch(each -> areClose(each, other));
    }

    private static boolean areClose(Map.Entry<PopulationSums.Of, PopulationSums.Sums> each, PopulationSums others) {
        var one = each.getValue();
        var other = others.sums().get(each.getKey());
        return other != null
                && one.members() == other.members()
                && one.pairs() == other.pairs()
                && one.pairsSquared() == other.pairsSquared()
                && isClose(one.change(), other.change())
                && isClose(one.changeSquared(), other.changeSquared())
                && isClose(one.between(), other.between());
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= ROUNDING * (1 + Math.abs(other));
    }

    static List<Row> rows(Seeds seeds) {
        var found = of(seeds.tripled()); // who is erased has others in the studio
        var where = "whole model, disorderly log, every record deleted";
        return List.of(
                Row.none("erased members of whom anything is left", where, found.left(), found.erased()),
                Row.none("others of the studio of whom anything differs", where, found.changed(), found.others()),
                Row.none("sums over the studio that differ from never", where, found.sums(), found.erased()));
    }
}
