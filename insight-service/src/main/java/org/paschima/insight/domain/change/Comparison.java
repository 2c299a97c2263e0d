package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.paschima.insight.domain.SerialCorrelation;
import org.paschima.insight.domain.TensionCell;

/** The halves of a window held against each other, before anything is concluded. */
record Comparison(Window window, DayMeans means, SerialCorrelation correlation, Optional<Welch> welch) {

    static Comparison of(SortedMap<LocalDate, TensionCell> reported, Window window) {
        return of(DayMeans.of(reported, window), window);
    }

    static Comparison of(DayMeans means, Window window) {
        var correlation = SerialCorrelation.of(DayMean.points(means.days()));
        return new Comparison(
                window, means, correlation, Welch.of(means.first(window), means.second(window), correlation));
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
                welch.map(found -> found(found, judged, compared)));
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
