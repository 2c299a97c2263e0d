package org.paschima.bench.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.paschima.contract.Fact;
import org.paschima.insight.domain.change.TensionDays;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.day.PureFold;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.simulator.Deliveries.Delivery;
import org.paschima.simulator.Model;
import org.paschima.simulator.Parameter;
import org.paschima.simulator.SimulatedMember;

/**
 * Members of whom anything differs, to the last bit, when the same facts come in another order, or twice, or when days
 * are merged from parts: days, looks and what helps (domain.md §6.3).
 *
 * @param members how many were tried
 * @param shuffled differ when all facts come in a random order
 * @param replayed differ when the log is read twice
 * @param merged differ when the days are merged from two halves of the records
 */
public record Replays(int members, int shuffled, int replayed, int merged) {

    /** The whole model, in a log more disorderly than life's. */
    static Model model() {
        return Model.full()
                .with(Parameter.DISORDER_DUPLICATE, 0.1)
                .with(Parameter.DISORDER_LATE, 0.2)
                .with(Parameter.DISORDER_CORRECTED, 0.1)
                .with(Parameter.DISORDER_DELETED, 0.05);
    }

    public static Replays of(Seeds seeds) {
        int[] differ = new int[3];
        seeds.forEach(model(), member -> {
            var facts =
                    member.deliveries().inOrder().stream().map(Delivery::fact).toList();
            var expected = Concluded.of(facts, member);
            var shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, new Random(member.records().size()));
            differ[0] += Concluded.of(shuffled, member).equals(expected) ? 0 : 1;
            var twice = new ArrayList<>(facts);
            twice.addAll(facts);
            differ[1] += Concluded.of(twice, member).equals(expected) ? 0 : 1;
            differ[2] += isMergedFromHalves(member) ? 0 : 1;
        });
        return new Replays(seeds.all(), differ[0], differ[1], differ[2]);
    }

    /** Everything that may not differ. */
    record Concluded(Object days, Object looks, Object helps) {
        private static Concluded of(List<Fact> facts, SimulatedMember member) {
            var fold = new PureFold();
            for (int i = 0; i < facts.size(); i++) {
                fold.add(member.id(), facts.get(i), 0, i);
            }
            return of(fold, member);
        }

        static Concluded of(PureFold fold, SimulatedMember member) {
            var days = ReportedDays.of(fold, member);
            return new Concluded(
                    days,
                    new TensionDays(days)
                            .looks(
                                    TensionDays.PRIMARY,
                                    Calendar.week(Calendar.FIRST_LOOK),
                                    Calendar.week(Calendar.WEEKS)),
                    Helps.of(Pairs.of(days, PrimaryRegions.ALL), Credit.PRACTICE, Optional.empty(), Optional.empty()));
        }
    }

    private static boolean isMergedFromHalves(SimulatedMember member) {
        var records = member.records();
        var odd = new ArrayList<>(records);
        odd.removeIf(record -> records.indexOf(record) % 2 == 0);
        var even = new ArrayList<>(records);
        even.removeAll(odd);
        var merged = ReportedDays.of(even);
        ReportedDays.of(odd).forEach((date, cells) -> merged.merge(date, cells, (a, b) -> a.plus(b)));
        return merged.equals(ReportedDays.of(records));
    }

    static List<Row> rows(Seeds seeds) {
        var found = of(seeds);
        var where = "whole model, disorderly log";
        return List.of(
                Row.none(
                        "members that differ when facts come in another order",
                        where,
                        found.shuffled(),
                        found.members()),
                Row.none("members that differ when the log is read twice", where, found.replayed(), found.members()),
                Row.none(
                        "members that differ when days are merged from parts", where, found.merged(), found.members()));
    }
}
