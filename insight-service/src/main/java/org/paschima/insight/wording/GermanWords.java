package org.paschima.insight.wording;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import org.paschima.contract.Language;

/** How things are said in German. */
final class GermanWords extends Words {

    static final Words WORDS = new GermanWords();

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d. MMMM uuuu", Locale.GERMAN);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM", Locale.GERMAN);

    /** Labels begin with a capital, and of those that begin with no noun it goes within a sentence. */
    private static final Map<String, String> WITHIN = Map.of(
            "cervicothoracic", "zwischen Nacken und oberem Rücken",
            "upper-back", "oberer Rücken",
            "mid-back", "mittlerer Rücken",
            "lower-back", "unterer Rücken",
            "upper-trapezius", "zwischen Nacken und Schulter",
            "sc-joint", "inneres Ende des Schlüsselbeins",
            "ac-joint", "äußeres Ende des Schlüsselbeins",
            "upper-limb", "ganzer Arm");

    private GermanWords() {
        super(Language.DE);
    }

    @Override
    String within(String region, String label) {
        return WITHIN.getOrDefault(region, label);
    }

    @Override
    String and() {
        return "und";
    }

    @Override
    String side(boolean isLeft) {
        return isLeft ? "links" : "rechts";
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
        return from.equals(to) ? "am " + date(to) : "vom " + date(from, to) + " bis zum " + date(to);
    }

    @Override
    String midnight() {
        return "Mitternacht";
    }

    @Override
    String clock(int hour) {
        return String.format(Locale.ROOT, "%d Uhr", hour);
    }

    @Override
    String weekday(int day) {
        return DayOfWeek.of(day).getDisplayName(TextStyle.FULL, Locale.GERMAN).toLowerCase(Locale.GERMAN) + "s";
    }

    @Override
    String practised(long practised, long days) {
        if (days == 1) {
            return practised + " Tag";
        }
        return practised == days ? "jedem der " + days + " Tage" : practised + " der " + days + " Tage";
    }

    @Override
    String points(double value) {
        return String.format(Locale.GERMAN, "%.1f", value);
    }

    @Override
    String none() {
        return "keiner";
    }

    /** A number with a fraction counts many, whatever it is: 1,0 Punkte. */
    @Override
    String counted(String count, String one, String many) {
        return count + ' ' + (count.equals("1") ? one : many);
    }

    @Override
    String direction(double change) {
        return change < 0 ? "niedriger" : "höher";
    }

    @Override
    String signedPoints(double change) {
        var points = points(Math.abs(change));
        return points.equals(points(0)) ? "keinem" : points + " Punkten " + (change < 0 ? "weniger" : "mehr");
    }

    @Override
    String difference(String low, String high) {
        return low.equals(high) ? "ohne Unterschied" : "mit einem Unterschied zwischen " + low + " und " + high;
    }
}
