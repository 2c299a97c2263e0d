package org.paschima.insight.domain.pattern;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.day.Observation;

/**
 * When reports tend to be higher (domain.md §2.8).
 *
 * @param wave the daily wave; empty when none is shown
 * @param moments that were reported of, with however many reports each: what counts
 * @param weeks in which there is a report
 * @param blocks four-hour blocks of the day, of the moments that were reported of; the wave is shown when these show a pattern
 * @param weekdays of daily means, at the same time of day
 */
public record Patterns(long reports, long moments, long weeks, Optional<Cosinor> wave, Cells blocks, Cells weekdays) {

    /** Fewer weeks with a report show no pattern. */
    public static final int LEAST_WEEKS = 4;

    /** Of what was observed on each local day; days without a report are absent. */
    public static Patterns of(SortedMap<LocalDate, List<Observation>> days) {
        var observations = days.values().stream().flatMap(List::stream).toList();
        var time = TimeOfDay.fitted(observations);
        long weeks = weeks(days);
        boolean isLong = weeks >= LEAST_WEEKS;
        var blocks = blocks(days);
        var shownBlocks = isLong && time.isPresent() ? blocks : blocks.because(Optional.of(NoPattern.NOT_ENOUGH_DATA));
        var weekdays = weekdays(days, time.orElseGet(() -> TimeOfDay.stratified(observations)));
        return new Patterns(
                reports(observations),
                observations.size(),
                weeks,
                time.flatMap(TimeOfDay::wave).filter(_ -> shownBlocks.reason().isEmpty()),
                shownBlocks,
                isLong ? weekdays : weekdays.because(Optional.of(NoPattern.NOT_ENOUGH_DATA)));
    }

    private static long reports(List<Observation> observations) {
        return observations.stream().mapToLong(Observation::reports).sum();
    }

    private static long weeks(SortedMap<LocalDate, List<Observation>> days) {
        return days.keySet().stream()
                .map(date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
                .distinct()
                .count();
    }

    private static Cells blocks(SortedMap<LocalDate, List<Observation>> days) {
        var told = new TreeMap<Integer, Cells.Told>();
        days.values().forEach(observations -> {
            var today = new TreeMap<Integer, List<Observation>>();
            for (var each : observations) {
                today.computeIfAbsent(Block.of(each.localHour()), _ -> new ArrayList<>())
                        .add(each);
            }
            today.forEach((block, each) -> told.merge(block, told(block, each), Patterns::plus));
        });
        return Cells.of(List.copyOf(told.values()));
    }

    private static Cells.Told told(int block, List<Observation> observations) {
        double sum = 0;
        double squares = 0;
        for (var each : observations) {
            sum += each.value();
            squares += each.value() * each.value();
        }
        return new Cells.Told(block, reports(observations), 1, observations.size(), sum, squares);
    }

    /** Reports of one day are alike for reasons of the day: a day is one value, whatever it is told how often. */
    private static Cells weekdays(SortedMap<LocalDate, List<Observation>> days, TimeOfDay time) {
        var told = new TreeMap<Integer, Cells.Told>();
        days.forEach((date, observations) -> {
            double sum = 0;
            for (var each : observations) {
                sum += time.detrended(each.localHour(), each.value());
            }
            double mean = sum / observations.size();
            int weekday = date.getDayOfWeek().getValue();
            told.merge(
                    weekday, new Cells.Told(weekday, reports(observations), 1, 1, mean, mean * mean), Patterns::plus);
        });
        return Cells.of(List.copyOf(told.values()));
    }

    private static Cells.Told plus(Cells.Told left, Cells.Told right) {
        return new Cells.Told(
                left.place(),
                left.reports() + right.reports(),
                left.days() + right.days(),
                left.weight() + right.weight(),
                left.sum() + right.sum(),
                left.squares() + right.squares());
    }
}
