package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.paschima.insight.domain.statistics.DayMean;
import org.paschima.insight.domain.statistics.Welch;

/**
 * Whether days look like a step among days that are little alike, or like days so much alike that they wander off by
 * themselves (docs/adr/0026). Two consecutive looks protect from chance only where chance does not last for weeks.
 *
 * @param logOdds how much more probable a step makes the days: {@link StepOdds}
 * @param since the first day after the step, where the days near the window's middle {@linkplain Break break best}
 * @param recent the mean of the last two weeks; empty with too few days
 */
public record StepEvidence(double logOdds, LocalDate since, Optional<Double> recent) {

    /** As far back as alikeness is looked for: nineteen weeks, as long as the histories of docs/evaluation.md. */
    static final int DAYS = 133;

    /** What a claim that stands is held against (issue 10: the last two weeks). */
    private static final int LAST_DAYS = 14;

    /** Of days in order, up to the end of the window; those before it tell how alike days are. */
    static StepEvidence of(List<DayMean> days, Window window) {
        return new StepEvidence(
                StepOdds.log(days, window), days.get(Break.near(days, window)).date(), recent(days, window));
    }

    /** Of days that show no step to rest a claim on: nothing that counts, or what silence may explain ({@link Silence}). */
    static StepEvidence none(List<DayMean> days, Window window) {
        return new StepEvidence(Double.NEGATIVE_INFINITY, window.split(), recent(days, window));
    }

    private static Optional<Double> recent(List<DayMean> days, Window window) {
        var lately = window.last().minusDays(LAST_DAYS - 1L);
        var recent = days.stream().filter(day -> !day.date().isBefore(lately)).toList();
        return recent.size() < Welch.LEAST_DAYS ? Optional.empty() : Optional.of(Break.mean(recent));
    }
}
