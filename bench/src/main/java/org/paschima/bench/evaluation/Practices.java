package org.paschima.bench.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.domain.helps.PopulationSums;
import org.paschima.insight.domain.helps.RatedPair;
import org.paschima.insight.domain.helps.Words;
import org.paschima.simulator.Model;

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
                    .min(Comparator.comparingDouble(each -> mean(each.getValue())))
                    .orElseThrow();
            rawRegret.add(effect(truth, first.getKey()) - best);
            rawClaimed.add(changes.values().stream().anyMatch(Counts::isBelowZero));
        }

        private static @Nullable String practice(RatedPair pair) {
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
}
