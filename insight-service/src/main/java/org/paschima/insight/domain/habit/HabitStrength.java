package org.paschima.insight.domain.habit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.paschima.contract.Rest;

/**
 * How regular practice has been, 0 to 1: an exponentially weighted mean of days that forgives a miss.
 *
 * <p>{@code score_t = score_{t−1}·m + value·(1−m)}, {@code m = 0.5^(√f / 13)}, where f is how often the habit is meant to be
 * done, in times a day, and value is 1 on a day with practice, else 0. This is the score of Loop Habit Tracker
 * (github.com/iSoron/uhabits, {@code Score.compute}; the formula, no code), with a half-life of 13 days for a daily habit.
 * As there, a day that is skipped on purpose, here planned rest, leaves the score as it is. Practice on such a day counts.
 */
public final class HabitStrength {

    /** Practice so long ago weighs less than a thousandth, at seven days a week. */
    public static final int LOOK_BACK_DAYS = 182;

    private static final double HALF_LIFE_DAYS = 13;
    private static final double DAYS_A_WEEK = 7;

    private HabitStrength() {}

    /** At the end of {@code to}, from 0 on the day before {@code from}. */
    public static double of(Set<LocalDate> practised, Rest rest, LocalDate from, LocalDate to) {
        double kept = kept(rest.weekdays());
        double score = 0;
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (practised.contains(day)) {
                score = score * kept + (1 - kept);
            } else if (!rest.isPlannedOn(day)) {
                score *= kept;
            }
        }
        return score;
    }

    /** What a day leaves of the score before it. */
    static double kept(Set<DayOfWeek> restDays) {
        double perDay = Math.max(1, DAYS_A_WEEK - restDays.size()) / DAYS_A_WEEK;
        return Math.pow(0.5, Math.sqrt(perDay) / HALF_LIFE_DAYS);
    }
}
