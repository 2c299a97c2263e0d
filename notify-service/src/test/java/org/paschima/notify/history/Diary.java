package org.paschima.notify.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.paschima.notify.history.Meetings.Span;

/** What a member's own calendar has: how a server writes it, and when that is, by the rules of zones alone. */
record Diary(List<Meeting> meetings) {

    static final Diary EMPTY = new Diary(List.of());

    /** By the member's own clock, whatever that is when it is read. */
    static final String FLOATING = "";

    /** A whole day of the member's. */
    static final String DAY = "DAY";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    Diary {
        meetings = List.copyOf(meetings);
    }

    /**
     * One, or one on each of some days.
     *
     * @param clock the name of a zone, {@link #FLOATING} or {@link #DAY}
     */
    record Meeting(LocalDateTime begins, int minutes, String clock, int days, boolean isFree) {

        boolean isOfDays() {
            return clock.equals(DAY);
        }

        LocalDateTime ends() {
            return isOfDays() ? begins.plusDays(1) : begins.plusMinutes(minutes);
        }
    }

    /** As a file. */
    String text() {
        var lines = new ArrayList<>(List.of("BEGIN:VCALENDAR", "VERSION:2.0"));
        for (int i = 0; i < meetings.size(); i++) {
            var meeting = meetings.get(i);
            lines.add("BEGIN:VEVENT");
            lines.add("UID:" + i);
            lines.add("DTSTART" + written(meeting, meeting.begins()));
            lines.add("DTEND" + written(meeting, meeting.ends()));
            if (meeting.days() > 1) {
                lines.add("RRULE:FREQ=DAILY;COUNT=" + meeting.days());
            }
            lines.add("TRANSP:" + (meeting.isFree() ? "TRANSPARENT" : "OPAQUE"));
            lines.add("END:VEVENT");
        }
        lines.add("END:VCALENDAR");
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String written(Meeting meeting, LocalDateTime time) {
        return switch (meeting.clock()) {
            case DAY -> ";VALUE=DATE:" + DATE.format(time);
            case FLOATING -> ":" + TIME.format(time);
            case "UTC" -> ":" + TIME.format(time) + "Z";
            default -> ";TZID=" + meeting.clock() + ":" + TIME.format(time);
        };
    }

    /** When it has something, of what touches a span; what touches each other is one. */
    List<Span> within(Instant from, Instant until, ZoneId own) {
        var all = new ArrayList<Span>();
        for (var meeting : meetings) {
            for (int day = 0; day < meeting.days() && !meeting.isFree(); day++) {
                var begin = instantOf(meeting, meeting.begins().plusDays(day), own);
                var wall = instantOf(meeting, meeting.ends().plusDays(day), own);
                // What the clocks skip begins after the gap, which may be after its own end.
                var end = wall.isAfter(begin) ? wall : begin.plus(Duration.between(meeting.begins(), meeting.ends()));
                if (begin.isBefore(end) && end.isAfter(from) && begin.isBefore(until)) {
                    all.add(new Span(begin, end));
                }
            }
        }
        all.sort(Comparator.comparing(Span::from));
        var apart = new ArrayList<Span>();
        for (var span : all) {
            var last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || span.from().isAfter(last.until())) {
                apart.add(span);
            } else if (span.until().isAfter(last.until())) {
                apart.set(apart.size() - 1, new Span(last.from(), span.until()));
            }
        }
        return apart;
    }

    private static Instant instantOf(Meeting meeting, LocalDateTime wall, ZoneId own) {
        var zone = switch (meeting.clock()) {
            case DAY, FLOATING -> own;
            case "UTC" -> ZoneOffset.UTC;
            default -> ZoneId.of(meeting.clock());
        };
        return Calendar.instantOf(wall.toLocalDate(), wall.toLocalTime(), zone);
    }
}
