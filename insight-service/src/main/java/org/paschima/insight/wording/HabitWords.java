package org.paschima.insight.wording;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Language;
import org.paschima.insight.domain.habit.Habit;
import org.paschima.insight.domain.habit.Variety;

/** Habit and variety in plain words, without a streak to lose (domain.md §4.1, §5.3). */
public final class HabitWords {

    private static final double PERCENT = 100;
    private static final double MINUTES_AN_HOUR = 60;

    /** After so many days without practice it is no day off any more. */
    private static final int PAUSE_DAYS = 14;

    /** Who practises less than once a week has no days off either. */
    private static final int DAYS_A_WEEK = 7;

    private HabitWords() {}

    public static Sentence habit(Language language, Habit habit, LocalDate from, LocalDate to) {
        var words = Words.in(language);
        var values = values(language, from, to);
        values.put("practised", words.practised(habit.practisedDays(), ChronoUnit.DAYS.between(from, to) + 1));
        values.put("rest", Long.toString(habit.restDays()));
        habit.score().ifPresent(score -> values.put("strength", Long.toString(Math.round(PERCENT * score.strength()))));
        habit.lastPractised().ifPresent(last -> values.put("last", words.date(last)));
        return Sentence.of(language, template(habit, from, to), values);
    }

    private static Template template(Habit habit, LocalDate from, LocalDate to) {
        if (habit.score().isEmpty()) {
            return Template.HABIT_NOT_ENOUGH_DATA;
        }
        if (habit.practisedDays() == 0) {
            return Template.HABIT_NONE_LATELY;
        }
        boolean isPaused = habit.lastPractised()
                .filter(last -> last.isAfter(to.minusDays(PAUSE_DAYS)))
                .isEmpty();
        boolean isRare = habit.practisedDays() * DAYS_A_WEEK < ChronoUnit.DAYS.between(from, to) + 1;
        if (isPaused || isRare) {
            return habit.practisedDays() == 1 ? Template.HABIT_ONE_DAY : Template.HABIT_PAUSED;
        }
        return habit.restDays() == 0 ? Template.HABIT_WITHOUT_REST : Template.HABIT;
    }

    public static Sentence variety(Language language, Variety variety, LocalDate from, LocalDate to) {
        var words = Words.in(language);
        var values = values(language, from, to);
        if (!variety.isEnough()) {
            return Sentence.of(language, Template.VARIETY_NOT_ENOUGH_DATA, values);
        }
        values.put("hours", words.points(variety.observedMinutes() / MINUTES_AN_HOUR));
        values.put("changes", words.points(variety.changesPerWakingHour()));
        values.put("longest", Long.toString(Math.round(variety.longestStaticMinutes())));
        return Sentence.of(language, Template.VARIETY, values);
    }

    private static SortedMap<String, String> values(Language language, LocalDate from, LocalDate to) {
        var words = Words.in(language);
        var values = new TreeMap<String, String>();
        values.put("when", words.when(from, to));
        values.put("to", words.date(to));
        return values;
    }
}
