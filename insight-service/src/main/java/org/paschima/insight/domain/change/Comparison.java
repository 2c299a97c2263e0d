package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.paschima.insight.domain.statistics.DayMean;
import org.paschima.insight.domain.statistics.Holm;
import org.paschima.insight.domain.statistics.Kendall;
import org.paschima.insight.domain.statistics.RankShift;
import org.paschima.insight.domain.statistics.SerialCorrelation;
import org.paschima.insight.domain.statistics.Welch;

/**
 * The halves of a window held against each other, before anything is concluded.
 *
 * @param reported days with reports, compared or not
 */
record Comparison(Window window, DayMeans means, SerialCorrelation correlation, Optional<Welch> welch, int reported) {

    static Comparison of(SortedMap<LocalDate, List<Rating>> reported, Window window) {
        int days = reported.subMap(window.first(), window.last().plusDays(1)).size();
        return of(DayMeans.of(reported, window), window, days);
    }

    static Comparison of(DayMeans means, Window window) {
        return of(means, window, means.days().size());
    }

    private static Comparison of(DayMeans means, Window window, int reported) {
        var correlation = SerialCorrelation.of(DayMean.points(Break.takenOff(means.days(), window)));
        return new Comparison(
                window,
                means,
                correlation,
                Welch.of(means.first(window), means.second(window), correlation, means.uncertainty()),
                reported);
    }

    /** Whether what was found is a step, seen with the weeks before the window; empty when nothing is compared. */
    Optional<StepEvidence> evidence(SortedMap<LocalDate, List<Rating>> reported, Verdict verdict) {
        if (welch.isEmpty()) {
            return Optional.empty();
        }
        if (!ClaimRule.mayRestOn(verdict) || Silence.explains(this)) {
            return Optional.of(StepEvidence.none(means.days(), window));
        }
        var cells = means.ratings().stream().map(Rating::cell).collect(Collectors.toSet());
        var earlier = reported.subMap(window.last().minusDays(StepEvidence.DAYS - 1L), window.first()).values().stream()
                .flatMap(List::stream)
                .filter(rating -> cells.contains(rating.cell()))
                .toList();
        var days = new ArrayList<>(means.alike(earlier));
        days.addAll(means.days());
        return Optional.of(StepEvidence.of(days, window));
    }

    /** The only comparison that is made, at the usual level. */
    Verdict verdict() {
        return verdict(new Holm.Judged(Verdict.ALPHA, welch.map(Welch::p).orElse(1.0)), 1);
    }

    /** One of so many comparisons, at the level that is left for it. */
    Verdict verdict(Holm.Judged judged, int compared) {
        var first = means.first(window);
        var second = means.second(window);
        return new Verdict(
                window,
                side(first, welch.map(Welch::first)),
                side(second, welch.map(Welch::second)),
                means.adjustment(),
                welch.map(found -> found(found, judged, compared)),
                means.ratings().stream()
                        .map(rating -> rating.cell().region())
                        .distinct()
                        .sorted()
                        .toList(),
                reported);
    }

    private static Verdict.Side side(List<DayMean> days, Optional<Welch.Half> half) {
        var mean = days.stream().mapToDouble(DayMean::mean).average();
        return new Verdict.Side(
                days.size(),
                mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty(),
                half.map(Welch.Half::inflation));
    }

    private Verdict.Found found(Welch found, Holm.Judged judged, int compared) {
        double margin = found.margin(1 - judged.level());
        double low = found.change() - margin;
        double high = found.change() + margin;
        double important = found.minimalImportantChange();
        return new Verdict.Found(
                Conclusion.of(found.change(), low, high, important),
                found.change(),
                low,
                high,
                1 - judged.level(),
                found.p(),
                judged.adjustedP(),
                compared,
                found.df(),
                important,
                Kendall.of(means.days(), correlation),
                RankShift.of(
                        means.first(window).stream().map(DayMean::mean).toList(),
                        means.second(window).stream().map(DayMean::mean).toList()));
    }
}
