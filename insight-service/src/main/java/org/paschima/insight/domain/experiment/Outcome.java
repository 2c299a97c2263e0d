package org.paschima.insight.domain.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.experiment.SelfExperiment.Draw;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.insight.domain.helps.RatedPair;

/**
 * What came of the draws, by what was drawn, whatever was done then (intention to treat): the plain difference of changes,
 * which a fair draw makes unconfounded (domain.md §3).
 *
 * @param outcomes of each draw the first pair around a session that began after the draw and was rated within three hours
 * @param difference first minus second; empty below {@value #LEAST_PAIRS} pairs of each
 */
public record Outcome(List<Observed> outcomes, Arm first, Arm second, Optional<Difference> difference) {

    public static final int LEAST_PAIRS = 5;
    public static final double CONFIDENCE = 0.95;

    /** Rounding alone makes ratings differ so much (domain.md §2.6). */
    private static final double LEAST_VARIANCE = 1 / 12.0;

    /** A draw and its pair; null when none came, which is no change of zero. */
    public record Observed(Draw draw, @Nullable RatedPair pair) {}

    /** One of the two practices; its mean change is null without pairs. */
    public record Arm(
            String practice, int draws, int pairs, @Nullable Double mean) {}

    /** Welch's interval; below 0 the first was followed by the larger drop. */
    public record Difference(double points, double low, double high, double df) {}

    public Outcome {
        outcomes = List.copyOf(outcomes);
    }

    public static Outcome of(SelfExperiment experiment, Pairs pairs) {
        var outcomes = new ArrayList<Observed>();
        for (var draw : experiment.draws()) {
            outcomes.add(new Observed(draw, pairOf(draw, pairs)));
        }
        var first = changes(experiment.first(), outcomes);
        var second = changes(experiment.second(), outcomes);
        return new Outcome(
                outcomes,
                arm(experiment.first(), experiment, first),
                arm(experiment.second(), experiment, second),
                first.size() < LEAST_PAIRS || second.size() < LEAST_PAIRS
                        ? Optional.empty()
                        : Optional.of(welch(first, second)));
    }

    private static @Nullable RatedPair pairOf(Draw draw, Pairs pairs) {
        long from = draw.at().getEpochSecond();
        long to = draw.at().plus(SelfExperiment.STANDS).getEpochSecond();
        return pairs.practised().stream()
                .filter(pair -> {
                    long began = Objects.requireNonNull(pair.session()).startedAt();
                    return began >= from && pair.afterAt() < to;
                })
                .findFirst()
                .orElse(null);
    }

    private static List<Double> changes(String practice, List<Observed> outcomes) {
        var changes = new ArrayList<Double>();
        for (var outcome : outcomes) {
            var pair = outcome.pair();
            if (pair != null && outcome.draw().practice().equals(practice)) {
                changes.add(pair.change());
            }
        }
        return changes;
    }

    private static Arm arm(String practice, SelfExperiment experiment, List<Double> changes) {
        int draws = (int) experiment.draws().stream()
                .filter(draw -> draw.practice().equals(practice))
                .count();
        return new Arm(practice, draws, changes.size(), changes.isEmpty() ? null : (Double) mean(changes));
    }

    private static double mean(List<Double> changes) {
        return changes.stream().mapToDouble(change -> change).average().orElse(Double.NaN);
    }

    private static Difference welch(List<Double> first, List<Double> second) {
        double difference = mean(first) - mean(second);
        double v1 = varianceOfMean(first);
        double v2 = varianceOfMean(second);
        double df = (v1 + v2) * (v1 + v2) / (v1 * v1 / (first.size() - 1) + v2 * v2 / (second.size() - 1));
        double half = TDistribution.of(df).inverseCumulativeProbability((1 + CONFIDENCE) / 2) * Math.sqrt(v1 + v2);
        return new Difference(difference, difference - half, difference + half, df);
    }

    private static double varianceOfMean(List<Double> changes) {
        double mean = mean(changes);
        double squares = 0;
        for (double change : changes) {
            squares += (change - mean) * (change - mean);
        }
        return Math.max(LEAST_VARIANCE, squares / (changes.size() - 1)) / changes.size();
    }
}
