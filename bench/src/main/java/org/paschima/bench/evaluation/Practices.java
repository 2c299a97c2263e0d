package org.paschima.bench.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.domain.helps.PopulationSums;
import org.paschima.insight.domain.helps.RatedPair;
import org.paschima.insight.domain.helps.Words;
import org.paschima.simulator.Missingness;
import org.paschima.simulator.Model;
import org.paschima.simulator.Parameter;
import org.paschima.simulator.Practising;
import org.paschima.simulator.Scenario;

/**
 * What is said of practices, against their true effects (domain.md §3), and what ranking by raw before and after would
 * have said.
 *
 * @param withheld members with pairs of two practices or more to whom no ranking is shown
 * @param claimed members to whom some practice is shown as followed by the largest drop
 * @param claimedRight of those, with the practice that is truly best
 * @param coverage items whose 90 % interval holds the true effect
 * @param regret points of true effect lost by taking the first of a shown ranking instead of the best practice
 * @param rawRegret the same, by taking the lowest raw mean change
 * @param rawChange mean raw change after practice
 * @param adjusted mean change beyond what is expected without practice
 * @param rawClaimed members with a practice whose raw mean change is below 0 by two standard errors
 */
public record Practices(
        Share withheld,
        Share claimed,
        Share claimedRight,
        Share coverage,
        Mean regret,
        Mean rawRegret,
        Mean rawChange,
        Mean adjusted,
        Share rawClaimed) {

    private static final int LEAST_PAIRS = 5;
    private static final double TWO_ERRORS = 2;

    /** So that hardly any member has the pairs from which on they are judged alone. */
    private static final int FEW_DAYS = 14;

    private static final double NEXT_TO_NOTHING = 0.001;

    /**
     * Members who practise and rate often enough for anything to be seen, rate again now and then without practice, and in
     * whom no cue undoes what a practice does.
     */
    private static Model often(Model model) {
        return model.steady()
                .overcorrecting(false)
                .with(Practising.BY_HABIT)
                .with(Parameter.PRACTICE_SHARE_MEAN, 0.8)
                .with(Parameter.PRACTICE_RATED, 0.9)
                .with(Parameter.REPORT_AGAIN, 0.3)
                .with(Parameter.BASELINE_PRONE_SHARE, 1)
                .with(Parameter.BASELINE_PRONE_MEAN, 5)
                .with(Parameter.BASELINE_PRONE_SD, 1)
                .with(Parameter.PRACTICE_SECOND_PART, 0);
    }

    /** All practices do the same for everyone. */
    public static Model allTheSame() {
        var model = often(Model.full())
                .with(Parameter.RELIEF_NULL_SHARE, 0)
                .with(Parameter.RELIEF_ADVERSE_SHARE, 0)
                .with(Parameter.RELIEF_SD, 0);
        for (var practice : List.of(
                Parameter.RELIEF_BACK_BODY_BREATH,
                Parameter.RELIEF_TADASANA,
                Parameter.RELIEF_PARSVOTTANASANA,
                Parameter.RELIEF_BHUJANGASANA,
                Parameter.RELIEF_ARDHA_PINCHA_MAYURASANA,
                Parameter.RELIEF_DHANURASANA)) {
            model = model.with(practice, -0.6);
        }
        return model;
    }

    /** One practice is better than the others by a point or more. */
    public static Model oneBest() {
        return Scenario.ONE_BEST_PRACTICE.in(often(Model.full()));
    }

    /** Effects as the table draws them. */
    public static Model byTheTable() {
        return often(Model.full());
    }

    /** No practice does anything, and they are done when tension is high. */
    public static Model nullWhenTense() {
        return Scenario.NULL_PRACTICE_WHEN_TENSE.in(often(Model.full()));
    }

    /** Each member alone, over the whole history. */
    public static Practices of(Model model, Seeds seeds) {
        return of(model, seeds, Calendar.DAYS, Optional.empty());
    }

    /** After a few weeks only, drawn to what practices did for a population when there is one. */
    static Practices of(Model model, Seeds seeds, int days, Optional<Population> population) {
        var counts = new Counts();
        seeds.forEach(model, seeds.members(), days, member -> {
            var pairs = Pairs.of(ReportedDays.of(member.records()), PrimaryRegions.ALL);
            var helps = Helps.of(pairs, Credit.PRACTICE, Optional.empty(), population);
            counts.add(helps, pairs, member.truth().practiceEffects());
        });
        return counts.practices();
    }

    /** The sums of all these members. */
    static Population population(Model model, Seeds seeds, int days) {
        var sums = new PopulationSums[] {PopulationSums.NONE};
        seeds.forEach(
                model,
                seeds.members(),
                days,
                member -> sums[0] = sums[0].plus(PopulationSums.ofMember(ReportedDays.of(member.records()))));
        return new Population(sums[0], Instant.EPOCH);
    }

    /** Counts member by member. */
    private static final class Counts {
        private final Share.Count withheld = new Share.Count();
        private final Share.Count claimed = new Share.Count();
        private final Share.Count claimedRight = new Share.Count();
        private final Share.Count coverage = new Share.Count();
        private final Mean.Sum regret = new Mean.Sum();
        private final Mean.Sum rawRegret = new Mean.Sum();
        private final Mean.Sum rawChange = new Mean.Sum();
        private final Mean.Sum adjusted = new Mean.Sum();
        private final Share.Count rawClaimed = new Share.Count();

        void add(Helps helps, Pairs pairs, Map<String, Double> truth) {
            if (helps.items().size() < 2) {
                return;
            }
            double best = helps.items().stream()
                    .mapToDouble(item -> effect(truth, item.id()))
                    .min()
                    .orElseThrow();
            withheld.add(helps.withheld().isPresent());
            if (helps.withheld().isEmpty()) {
                regret.add(effect(truth, helps.items().getFirst().id()) - best);
            }
            var said = helps.items().stream()
                    .filter(item -> item.words() == Words.LARGEST_DROP_SO_FAR)
                    .findFirst();
            claimed.add(said.isPresent());
            said.ifPresent(item -> claimedRight.add(effect(truth, item.id()) <= best));
            for (var item : helps.items()) {
                double effect = effect(truth, item.id());
                coverage.add(item.low() <= effect && effect <= item.high());
                for (int i = 0; i < item.pairs(); i++) {
                    rawChange.add(item.raw());
                    adjusted.add(item.adjusted());
                }
            }
            addRaw(pairs, truth, best);
        }

        private void addRaw(Pairs pairs, Map<String, Double> truth, double best) {
            var changes = new HashMap<String, List<Double>>();
            for (var pair : pairs.practised()) {
                var practice = practice(pair);
                if (practice != null) {
                    changes.computeIfAbsent(practice, _ -> new ArrayList<>()).add(pair.change());
                }
            }
            var first = changes.entrySet().stream()
                    .min(java.util.Comparator.comparingDouble(each -> mean(each.getValue())))
                    .orElseThrow();
            rawRegret.add(effect(truth, first.getKey()) - best);
            rawClaimed.add(changes.values().stream().anyMatch(Counts::isBelowZero));
        }

        private static @org.jspecify.annotations.Nullable String practice(RatedPair pair) {
            var session = pair.session();
            return session == null || !session.concurrent().isEmpty() ? null : session.onlyPractice();
        }

        private static boolean isBelowZero(List<Double> changes) {
            int n = changes.size();
            double mean = mean(changes);
            double squares =
                    changes.stream().mapToDouble(c -> (c - mean) * (c - mean)).sum();
            return n >= LEAST_PAIRS && mean + TWO_ERRORS * Math.sqrt(squares / (n - 1) / n) < 0;
        }

        private static double mean(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        private static double effect(Map<String, Double> truth, String practice) {
            return truth.getOrDefault(practice, Double.NaN);
        }

        Practices practices() {
            return new Practices(
                    withheld.share(),
                    claimed.share(),
                    claimedRight.share(),
                    coverage.share(),
                    regret.mean(),
                    rawRegret.mean(),
                    rawChange.mean(),
                    adjusted.mean(),
                    rawClaimed.share());
        }
    }

    static List<Row> rows(Seeds seeds) {
        var same = of(allTheSame(), seeds);
        var best = of(oneBest(), seeds.tripled());
        var table = of(byTheTable(), seeds);
        var none = of(nullWhenTense(), seeds);
        var atRandom = of(nullWhenTense().with(Missingness.COMPLETELY_AT_RANDOM), seeds);
        var sameDrawn = of(allTheSame(), seeds, FEW_DAYS, Optional.of(population(allTheSame(), seeds, FEW_DAYS)));
        var few = of(byTheTable(), seeds, FEW_DAYS, Optional.empty());
        var drawn = of(byTheTable(), seeds, FEW_DAYS, Optional.of(population(byTheTable(), seeds, FEW_DAYS)));
        var bestAtRandom = of(oneBest().with(Missingness.COMPLETELY_AT_RANDOM), seeds);
        var tableAtRandom = of(byTheTable().with(Missingness.COMPLETELY_AT_RANDOM), seeds);
        var noWave = of(
                byTheTable()
                        .with(Missingness.COMPLETELY_AT_RANDOM)
                        .with(Parameter.DIURNAL_AMPLITUDE_MEAN, NEXT_TO_NOTHING),
                seeds);
        var skipped = of(byTheTable().with(Missingness.NOT_AT_RANDOM), seeds);
        return List.of(
                Row.atLeast(
                        "ranking withheld", "all practices do the same", same.withheld(), 0.9, "raw ranking: never"),
                Row.atLeast(
                        "ranking withheld",
                        "all do the same, after two weeks, drawn to the population",
                        sameDrawn.withheld(),
                        0.9,
                        "raw ranking: never"),
                Row.atMost(
                        "null practice claimed helpful",
                        "null practice when tense",
                        none.claimed(),
                        0.05,
                        "raw change below 0: " + number(none.rawClaimed().value())),
                beyondExpected(none, "null practice when tense"),
                beyondExpected(atRandom, "null practice when tense, nothing skipped for a reason"),
                Row.plain(
                        "largest drop shown",
                        "one best practice by a point",
                        best.claimed(),
                        "",
                        best.claimed().of()),
                Row.plain(
                        "of those, of the truly best practice",
                        "one best practice by a point",
                        best.claimedRight(),
                        "",
                        best.claimedRight().of()),
                regret(best, "one best practice by a point"),
                regret(table, "effects as the table draws them"),
                regret(few, "the same after two weeks, each alone"),
                regret(drawn, "the same after two weeks, drawn to the population"),
                coverage(same, "all practices do the same"),
                coverage(best, "one best practice by a point"),
                coverage(table, "effects as the table draws them"),
                coverage(few, "the same after two weeks, each alone"),
                coverage(drawn, "the same after two weeks, drawn to the population"),
                coverage(atRandom, "null practice when tense, nothing skipped for a reason"),
                coverage(bestAtRandom, "one best practice by a point, nothing skipped for a reason"),
                coverage(tableAtRandom, "effects as the table draws them, nothing skipped for a reason"),
                coverage(noWave, "the same, and no daily wave"),
                coverage(skipped, "effects as the table draws them, ratings skipped when nothing eased"));
    }

    private static Row beyondExpected(Practices found, String where) {
        return Row.plain(
                "mean change beyond the expected (truth 0)",
                where,
                found.adjusted(),
                "raw change " + number(found.rawChange().value()),
                found.adjusted().n());
    }

    private static Row regret(Practices found, String where) {
        return Row.plain(
                "points lost by following a shown ranking (withheld: "
                        + number(found.withheld().value()) + ")",
                where,
                found.regret(),
                "raw ranking " + number(found.rawRegret().value()),
                found.regret().n());
    }

    private static Row coverage(Practices found, String where) {
        return Row.within("90 % interval of a practice holds its effect", where, found.coverage(), 0.90, 0.97, "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
