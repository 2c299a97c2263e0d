package org.paschima.insight.wording;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.paschima.contract.Language;

/** How things are said in English. */
final class EnglishWords extends Words {

    static final Words WORDS = new EnglishWords();

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private EnglishWords() {
        super(Language.EN);
    }

    @Override
    String within(String region, String label) {
        return label.toLowerCase(Locale.ROOT);
    }

    @Override
    String and() {
        return "and";
    }

    @Override
    String side(boolean isLeft) {
        return isLeft ? "left" : "right";
    }

    @Override
    String date(LocalDate date) {
        return DATE.format(date);
    }

    @Override
    String date(LocalDate date, LocalDate to) {
        return (date.getYear() == to.getYear() ? DAY : DATE).format(date);
    }

    @Override
    String when(LocalDate from, LocalDate to) {
        return from.equals(to) ? "on " + date(to) : "from " + date(from, to) + " to " + date(to);
    }

    @Override
    String midnight() {
        return "midnight";
    }

    @Override
    String clock(int hour) {
        return String.format(Locale.ROOT, "%02d:00", hour);
    }

    @Override
    String weekday(int day) {
        return DayOfWeek.of(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s";
    }

    @Override
    String practised(long practised, long days) {
        if (days == 1) {
            return practised + " day";
        }
        return practised == days ? "each of the " + days + " days" : practised + " of the " + days + " days";
    }

    @Override
    String points(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    @Override
    String none() {
        return "none";
    }

    /** Of one and a half there are points, and of one, however exact, there is a point. */
    @Override
    String counted(String count, String one, String many) {
        return count + ' ' + (count.equals("1") || count.equals("1.0") ? one : many);
    }

    @Override
    String direction(double change) {
        return change < 0 ? "lower" : "higher";
    }

    @Override
    String signedPoints(double change) {
        var points = points(Math.abs(change));
        return points.equals(points(0)) ? none() : counted(points, "point", "points") + ' ' + direction(change);
    }

    @Override
    String difference(String low, String high) {
        return low.equals(high) ? "with no difference" : "with a difference between " + low + " and " + high;
    }
}
