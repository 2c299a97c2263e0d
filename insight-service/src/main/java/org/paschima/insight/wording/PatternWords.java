package org.paschima.insight.wording;

import java.time.LocalDate;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Language;
import org.paschima.insight.domain.pattern.Block;
import org.paschima.insight.domain.pattern.Cells;
import org.paschima.insight.domain.pattern.Patterns;
import org.paschima.insight.domain.pattern.TimeOfDay;

/** Patterns of time in plain words (domain.md §2.8, §5.3). */
public final class PatternWords {

    private PatternWords() {}

    public static Sentence timeOfDay(
            Language language, String region, Set<String> rated, Patterns patterns, LocalDate from, LocalDate to) {
        var blocks = patterns.blocks();
        var words = Words.in(language);
        var values = values(language, region, rated, blocks);
        values.put("when", words.when(from, to));
        values.put("n", Long.toString(patterns.moments()));
        values.put("weeks", Long.toString(patterns.weeks()));
        values.put("leastReports", Integer.toString(TimeOfDay.LEAST_REPORTS));
        blocks.highest().ifPresent(cell -> {
            values.put("highFrom", words.hour(cell.place()));
            values.put("highTo", words.hour(cell.place() + Block.HOURS));
        });
        blocks.lowest().ifPresent(cell -> {
            values.put("lowFrom", words.hour(cell.place()));
            values.put("lowTo", words.hour(cell.place() + Block.HOURS));
        });
        return Sentence.of(
                language,
                blocks.reason()
                        .map(reason -> switch (reason) {
                            case NOT_ENOUGH_DATA -> tooLittle(patterns);
                            case NO_PATTERN_YET -> Template.PATTERN_TIME_OF_DAY_NONE;
                        })
                        .orElse(Template.PATTERN_TIME_OF_DAY),
                values);
    }

    /** Who reported often enough is not told to have reported too little, but what is missing. */
    private static Template tooLittle(Patterns patterns) {
        if (patterns.moments() == 0) {
            return Template.PATTERN_NO_REPORTS;
        }
        if (patterns.moments() < TimeOfDay.LEAST_REPORTS) {
            return Template.PATTERN_TIME_OF_DAY_NOT_ENOUGH_DATA;
        }
        return patterns.weeks() < Patterns.LEAST_WEEKS
                ? Template.PATTERN_TIME_OF_DAY_FEW_WEEKS
                : Template.PATTERN_TIME_OF_DAY_FEW_PARTS;
    }

    public static Sentence weekday(
            Language language, String region, Set<String> rated, Patterns patterns, LocalDate from, LocalDate to) {
        var weekdays = patterns.weekdays();
        var words = Words.in(language);
        var values = values(language, region, rated, weekdays);
        values.put("when", words.when(from, to));
        values.put("leastDays", Integer.toString(Cells.LEAST_IN_CELL));
        values.put(
                "days",
                Long.toString(
                        weekdays.cells().stream().mapToLong(Cells.Cell::days).sum()));
        weekdays.highest().ifPresent(cell -> values.put("high", words.weekday(cell.place())));
        weekdays.lowest().ifPresent(cell -> values.put("low", words.weekday(cell.place())));
        return Sentence.of(
                language,
                weekdays.reason()
                        .map(reason -> switch (reason) {
                            case NOT_ENOUGH_DATA ->
                                patterns.moments() == 0
                                        ? Template.PATTERN_NO_REPORTS
                                        : Template.PATTERN_WEEKDAY_NOT_ENOUGH_DATA;
                            case NO_PATTERN_YET -> Template.PATTERN_WEEKDAY_NONE;
                        })
                        .orElse(Template.PATTERN_WEEKDAY),
                values);
    }

    private static SortedMap<String, String> values(Language language, String region, Set<String> rated, Cells cells) {
        var words = Words.in(language);
        var values = new TreeMap<String, String>();
        values.put("where", words.where(region, rated));
        values.put("gap", words.points(cells.gap()));
        values.put("leastWeeks", Integer.toString(Patterns.LEAST_WEEKS));
        return values;
    }
}
