package org.paschima.notify.calendar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.paschima.notify.domain.DecisionPoint;
import org.paschima.notify.domain.Foreseen;
import org.paschima.notify.domain.Inputs;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.Phrases;
import org.paschima.notify.domain.Preview;

/**
 * The calendar of the next two weeks' decision points that nothing foreseen stands against (domain.md §4), as iCalendar. It
 * shows no more than a locked screen does, and to others nothing at all of it: who reads it learns times.
 *
 * <p>Times are in UTC, so whoever shows them needs no rules of zones, and a change of the clocks is in them already. The same
 * state gives the same bytes all day, as long as no point goes by.
 */
public final class PlannedPauses {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter SLOT = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

    /** How often to come again. */
    private static final String EVERY_HOUR = "PT1H";

    private PlannedPauses() {}

    /** The points that are shown, in order: one for each slot and date. */
    public static List<DecisionPoint> points(MemberState state, Instant now) {
        var seen = new HashSet<String>();
        return Preview.of(state, now).stream()
                .filter(foreseen -> foreseen.against().isEmpty())
                .map(Foreseen::point)
                .filter(point -> seen.add(point.localDate() + " " + point.slot()))
                .toList();
    }

    public static byte[] ics(NudgeCalendar calendar, MemberState state, Instant now) {
        var words = state.words();
        var lines = new ContentLines()
                .line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//Paschima//notify-service//EN")
                .line("CALSCALE", "GREGORIAN")
                .text("NAME", words.say("calendar.name"))
                .text("X-WR-CALNAME", words.say("calendar.name"))
                .line("REFRESH-INTERVAL;VALUE=DURATION", EVERY_HOUR)
                .line("X-PUBLISHED-TTL", EVERY_HOUR);
        var points = points(state, now);
        if (points.isEmpty()) {
            somethingAtLeast(lines);
        }
        // Never earlier than before, so that who compares stamps takes what changed.
        var stamp = UTC.format(now.truncatedTo(ChronoUnit.DAYS));
        points.forEach(point -> event(lines, point, calendar.id(), stamp, words));
        return lines.line("END", "VCALENDAR").bytes();
    }

    private static void event(ContentLines lines, DecisionPoint point, String calendar, String stamp, Phrases words) {
        lines.line("BEGIN", "VEVENT")
                .line("UID", uid(point, calendar))
                .line("DTSTAMP", stamp)
                .line("DTSTART", UTC.format(point.instant()))
                .line("DTEND", UTC.format(point.instant().plus(Inputs.VALID)))
                .text("SUMMARY", words.say("calendar.pause"))
                .line("CLASS", "PRIVATE")
                .line("TRANSP", "TRANSPARENT")
                .line("END", "VEVENT");
    }

    /** By slot and date, so that a point that moves, as on a journey, is the same entry. */
    static String uid(DecisionPoint point, String calendar) {
        return DATE.format(point.localDate()) + "T" + SLOT.format(point.slot()) + "-" + calendar + "@paschima";
    }

    /** A calendar without any component is none (RFC 5545 §3.6). */
    private static void somethingAtLeast(ContentLines lines) {
        lines.line("BEGIN", "VTIMEZONE")
                .line("TZID", "Etc/UTC")
                .line("BEGIN", "STANDARD")
                .line("DTSTART", "19700101T000000")
                .line("TZOFFSETFROM", "+0000")
                .line("TZOFFSETTO", "+0000")
                .line("END", "STANDARD")
                .line("END", "VTIMEZONE");
    }
}
