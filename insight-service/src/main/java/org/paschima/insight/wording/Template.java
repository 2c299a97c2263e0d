package org.paschima.insight.wording;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every sentence, with its id and the names of what is filled in. */
public enum Template {
    PATTERN_TIME_OF_DAY(
            "pattern.time-of-day.v1",
            "So far your tension reports ({where}) were higher from {highFrom} to {highTo} and lower from {lowFrom} to "
                    + "{lowTo}, about {gap} points apart, from {n} reports."),
    PATTERN_TIME_OF_DAY_NONE(
            "pattern.time-of-day-none.v1",
            "So far no part of the day stands out in your tension reports ({where}), from {n} reports."),
    PATTERN_TIME_OF_DAY_NOT_ENOUGH_DATA(
            "pattern.time-of-day-not-enough-data.v1",
            "There are not enough reports yet ({where}) to compare parts of the day: {n} so far. At least {leastReports} "
                    + "over {leastWeeks} weeks are needed, from different parts of the day."),
    PATTERN_WEEKDAY(
            "pattern.weekday.v1",
            "So far your tension reports ({where}) were higher on {high} and lower on {low}, about {gap} points apart, "
                    + "compared at the same time of day, from {days} days with reports."),
    PATTERN_WEEKDAY_NONE(
            "pattern.weekday-none.v1", "There is no weekday pattern yet ({where}), from {days} days with reports."),
    PATTERN_WEEKDAY_NOT_ENOUGH_DATA(
            "pattern.weekday-not-enough-data.v1",
            "There are not enough days with reports yet ({where}) to compare weekdays: {days} so far. At least "
                    + "{leastDays} of a weekday, over {leastWeeks} weeks, are needed.");

    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)}");

    private final String id;
    private final String words;

    Template(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** Ends with the version of its words. */
    public String id() {
        return id;
    }

    /** With names in braces where something is filled in. */
    public String words() {
        return words;
    }

    /** What has to be filled in. */
    public Set<String> names() {
        var names = new TreeSet<String>();
        NAME.matcher(words).results().forEach(match -> names.add(match.group(1)));
        return names;
    }
}
