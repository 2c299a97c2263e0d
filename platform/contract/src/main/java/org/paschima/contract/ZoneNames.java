package org.paschima.contract;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The zones that a record, a profile or a stored document may name: every name of the time zone database, and fixed
 * offsets, which is all that exports of wearables know.
 *
 * <p>An offset of nothing is {@code UTC}, by whatever text: one name for one zone. {@code UTC+05:30} is {@code +05:30}, as
 * tables write it, where a text that begins with a sign would be a formula. What java.time would read beyond that ({@code
 * UTC+5}, {@code GMT+05:30}, {@code +5}, {@code +05:30:10}) is refused, since others read it otherwise or not at all.
 */
public final class ZoneNames {

    /** What a zone must be, to end a message with. */
    public static final String RULE =
            "a time zone name of the IANA database, as Europe/Berlin, or a fixed offset of at most 14 hours, as +05:30";

    private static final String IN_TABLES = "UTC";
    private static final int MOST_HOURS = 14;
    private static final Set<String> NAMES = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** Names of the database that the rules of a JDK leave out, as what they are another name of (tzdata 2024b and later). */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "EST", "America/Panama",
            "MST", "America/Phoenix",
            "HST", "Pacific/Honolulu",
            "ROC", "Asia/Taipei",
            "GMT+0", "Etc/GMT",
            "GMT-0", "Etc/GMT",
            "Factory", "Etc/UTC");

    private ZoneNames() {}

    /** The zone of that name; null when there is none. */
    public static @Nullable ZoneId find(String text) {
        if (NAMES.contains(text)) {
            return ZoneId.of(text);
        }
        var other = LEFT_OUT.get(text);
        if (other != null) {
            return ZoneId.of(other);
        }
        return text.equals("Z") ? UTC : offset(text.startsWith(IN_TABLES) ? text.substring(IN_TABLES.length()) : text);
    }

    /** A text for the zone that begins with a letter, and names it again. */
    public static String inTables(ZoneId zone) {
        return zone instanceof ZoneOffset ? IN_TABLES + zone.getId() : zone.getId();
    }

    /** The zone of a name that was accepted before. */
    public static ZoneId known(String text) {
        var zone = find(text);
        if (zone == null) {
            throw new IllegalArgumentException("a zone must be " + RULE);
        }
        return zone;
    }

    /** {@code ±hh:mm}. */
    private static @Nullable ZoneId offset(String text) {
        if (text.length() != 6 || text.charAt(3) != ':' || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
            return null;
        }
        int hours = number(text, 1);
        int minutes = number(text, 4);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MOST_HOURS * 60) {
            return null;
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        return hours + minutes == 0 ? UTC : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    /** The two digits there, or -1. */
    private static int number(String text, int at) {
        char tens = text.charAt(at);
        char ones = text.charAt(at + 1);
        return tens < '0' || tens > '9' || ones < '0' || ones > '9' ? -1 : (tens - '0') * 10 + ones - '0';
    }
}
