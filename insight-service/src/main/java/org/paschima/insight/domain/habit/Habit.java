package org.paschima.insight.domain.habit;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.paschima.contract.Rest;
import org.paschima.insight.domain.day.DayCells;

/**
 * Practice over a range of local days, without a streak to lose.
 *
 * @param practisedDays days of the range with practice
 * @param restDays days of the range without practice on which rest was planned
 * @param lastPractised the last day with practice up to the end of the range, as far back as it is looked
 * @param score empty when practice was never noted
 */
public record Habit(long practisedDays, long restDays, Optional<LocalDate> lastPractised, Optional<Score> score) {

    /**
     * Both are 0 to 1.
     *
     * @param strength at the end of the range ({@link HabitStrength}), which looks further back than a short range
     * @param automaticity after the practised days of the range ({@link Automaticity})
     */
    public record Score(double strength, double automaticity) {}

    /** The first day that has to be known. */
    public static LocalDate lookBackFrom(LocalDate from, LocalDate to) {
        var least = to.minusDays(HabitStrength.LOOK_BACK_DAYS - 1L);
        return from.isBefore(least) ? from : least;
    }

    /** Of the days that are known, those since {@link #lookBackFrom} at least. */
    public static Habit of(SortedMap<LocalDate, DayCells> days, Rest rest, LocalDate from, LocalDate to) {
        return of(
                days.entrySet().stream()
                        .filter(day -> !day.getValue().sessions().isEmpty())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                rest,
                from,
                to);
    }

    /**
     * Of the days with a practice session, those since {@link #lookBackFrom} at least.
     *
     * @param rest as planned today; it is taken to have been so all the time
     */
    public static Habit of(Set<LocalDate> practised, Rest rest, LocalDate from, LocalDate to) {
        var begin = lookBackFrom(from, to);
        var known = new TreeSet<>(practised).subSet(begin, to.plusDays(1));
        long practisedDays = 0;
        long restDays = 0;
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (known.contains(day)) {
                practisedDays++;
            } else if (rest.isPlannedOn(day)) {
                restDays++;
            }
        }
        return new Habit(
                practisedDays,
                restDays,
                known.isEmpty() ? Optional.empty() : Optional.of(known.last()),
                known.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Score(
                                HabitStrength.of(known, rest, begin, to), Automaticity.after(practisedDays))));
    }
}
