package org.paschima.bench.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.paschima.bench.evaluation.Practisers.Way;
import org.paschima.contract.MemberRecord;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.domain.helps.PopulationSums;
import org.paschima.insight.domain.helps.Reference.Basis;
import org.paschima.insight.domain.helps.Words;

/**
 * What is said of practices to members by another model than the simulator's, against what the practices truly do.
 *
 * @param wrong members told that reports after something were lower than without it though it does nothing, or that it was
 *     followed by the largest drop though it does nothing or something else does more
 * @param told members told either of the practice that truly eases most
 * @param largest of those, told that it was followed by the largest drop
 */
public record PracticeWords(Share wrong, Share told, Share largest) {

    private static final double MOST_WRONG = 0.05;
    private static final String WRONG = "“lower” or “largest drop” said of what does nothing";
    private static final int FEW_DAYS = 14;
    private static final String BREATH = "back-body-breath";

    /** Each member alone. */
    static PracticeWords of(Practisers how, Seeds seeds) {
        return of(how, seeds, Optional.empty());
    }

    /** Drawn to the same members. */
    static PracticeWords ofNewcomers(Practisers how, Seeds seeds) {
        var sums = new PopulationSums[] {PopulationSums.NONE};
        forEach(how, seeds, records -> sums[0] = sums[0].plus(PopulationSums.ofMember(ReportedDays.of(records))));
        return of(how.over(FEW_DAYS), seeds, Optional.of(new Population(sums[0], Instant.EPOCH)));
    }

    private static PracticeWords of(Practisers how, Seeds seeds, Optional<Population> population) {
        var wrong = new Share.Count();
        var told = new Share.Count();
        var largest = new Share.Count();
        var by = how.way() == Way.A_CUE_IN_THE_EVENING ? Credit.CUE : Credit.PRACTICE;
        double best =
                how.effects().values().stream().mapToDouble(each -> each).min().orElse(0);
        forEach(how, seeds, records -> {
            var helps =
                    Helps.of(Pairs.of(ReportedDays.of(records), PrimaryRegions.ALL), by, Optional.empty(), population);
            boolean isWrong = false;
            boolean isTold = false;
            boolean isLargest = false;
            for (var item : helps.items()) {
                double effect = how.effects().getOrDefault(item.id(), 0.0);
                boolean saysLargest = item.words() == Words.LARGEST_DROP_SO_FAR;
                boolean saysLower = item.words() == Words.EARLY_SIGN && item.isLower() && helps.basis() != Basis.NONE;
                isWrong |= ((saysLower || saysLargest) && effect >= 0) || (saysLargest && effect > best);
                isTold |= (saysLower || saysLargest) && effect < 0 && effect == best;
                isLargest |= saysLargest && effect < 0 && effect == best;
            }
            wrong.add(isWrong);
            told.add(isTold);
            largest.add(isLargest);
        });
        return new PracticeWords(wrong.share(), told.share(), largest.share());
    }

    private static void forEach(Practisers how, Seeds seeds, Consumer<List<MemberRecord>> member) {
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            for (int number = 1; number <= seeds.members(); number++) {
                member.accept(how.records(seed, number));
            }
        }
    }

    static List<Row> rows(Seeds seeds) {
        var rows = new ArrayList<Row>();
        whereItDoesNothing().forEach((where, how) -> {
            var found = of(how, seeds).wrong();
            rows.add(Row.atMost(WRONG, where, found, MOST_WRONG, ""));
        });
        for (boolean compares : new boolean[] {true, false}) {
            var where =
                    "null practice when tense, after two weeks, " + comparing(compares) + ", drawn to the population";
            var found = ofNewcomers(new Practisers(Way.WHEN_TENSE, 1.3, 0.6, compares), seeds);
            rows.add(Row.atMost(WRONG, where, found.wrong(), MOST_WRONG, ""));
        }
        var one = Map.of(BREATH, -1.0);
        for (boolean compares : new boolean[] {true, false}) {
            for (double noise : new double[] {0.8, 1.3}) {
                found(
                        rows,
                        "at any hour",
                        new Practisers(Way.AT_ANY_HOUR, noise, 0.6, compares).with(one),
                        seeds.tripled());
                found(
                        rows,
                        "when tense",
                        new Practisers(Way.WHEN_TENSE, noise, 0.6, compares).with(one),
                        seeds.tripled());
            }
        }
        return List.copyOf(rows);
    }

    /** The ways that mislead, by what they are called in the table. */
    static Map<String, Practisers> whereItDoesNothing() {
        var ways = new java.util.LinkedHashMap<String, Practisers>();
        for (boolean compares : new boolean[] {true, false}) {
            var with = ", " + comparing(compares);
            for (double noise : new double[] {0.8, 1.3, 1.5}) {
                ways.put(
                        "null practice when tense, measurement sd " + noise + with,
                        new Practisers(Way.WHEN_TENSE, noise, 0.6, compares));
            }
            for (double wave : new double[] {0.6, 1, 1.5}) {
                ways.put(
                        "one in the morning, one in the evening, daily wave ±" + wave + with,
                        new Practisers(Way.MORNING_AND_EVENING, 0.8, wave, compares));
                ways.put(
                        "a cue used in the evening only, daily wave ±" + wave + with,
                        new Practisers(Way.A_CUE_IN_THE_EVENING, 0.8, wave, compares));
            }
            ways.put(
                    "B always right after A, which eases by 1.5" + with,
                    new Practisers(Way.ONE_AFTER_THE_OTHER, 0.8, 0.6, compares).with(Map.of("tadasana", -1.5)));
            for (double skips : new double[] {0.6, 1}) {
                ways.put(
                        "not rated after in " + skips + " where nothing eased, at any hour" + with,
                        new Practisers(Way.AT_ANY_HOUR, 0.8, 0.6, compares).skipping(skips));
                ways.put(
                        "not rated after in " + skips + " where nothing eased, when tense" + with,
                        new Practisers(Way.WHEN_TENSE, 0.8, 0.6, compares).skipping(skips));
            }
        }
        return ways;
    }

    private static void found(List<Row> rows, String when, Practisers how, Seeds seeds) {
        var found = of(how, seeds);
        rows.add(Row.plain(
                "found, one that eases by a point among three; as the largest drop: "
                        + String.format(Locale.ROOT, "%.3f", found.largest().value()),
                when + ", measurement sd " + how.noise() + ", " + comparing(how.compares()),
                found.told(),
                "",
                found.told().of()));
    }

    private static String comparing(boolean compares) {
        return compares ? "with pairs without practice" : "none without practice";
    }
}
