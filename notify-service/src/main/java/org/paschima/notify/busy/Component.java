package org.paschima.notify.busy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of a calendar, as an event or a time zone: of its lines those that say when something is and what its owner answered, and
 * its own parts. What is odd is passed over; what is too large is refused, since whoever names the address may name any file.
 */
record Component(String name, List<ContentLine> lines, List<Component> parts) {

    private static final int MOST_LINES = 100_000;
    private static final int DEEPEST = 8;

    /** Of all else nothing is read: no titles, no places, nobody but the owner. */
    private static final Set<String> READ = Set.of(
            "UID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "TRANSP",
            "STATUS",
            "X-MICROSOFT-CDO-BUSYSTATUS",
            "FREEBUSY",
            "TZID",
            "TZOFFSETFROM",
            "TZOFFSETTO");

    /** What is no calendar, or one that would take too much to read. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        final transient Trouble trouble;

        UnreadableException(Trouble trouble) {
            super(trouble.name());
            this.trouble = trouble;
        }
    }

    /** All parts of the calendars of a text. */
    static List<Component> read(String text) throws UnreadableException {
        var all = new ArrayList<Component>();
        var open = new ArrayDeque<Component>();
        var owner = new Owner();
        boolean isCalendar = false;
        int kept = 0;
        for (var line : unfolded(text)) {
            var read = ContentLine.of(line);
            if (read.isEmpty()) {
                continue;
            }
            var name = read.get().name();
            if (name.equals("BEGIN")) {
                var part = new Component(
                        read.get().value().toUpperCase(Locale.ROOT), new ArrayList<>(), new ArrayList<>());
                isCalendar |= part.name().equals("VCALENDAR");
                if (open.size() == DEEPEST || ++kept > MOST_LINES) {
                    throw new UnreadableException(Trouble.TOO_LARGE);
                }
                (open.isEmpty() ? all : open.peek().parts()).add(part);
                owner = open.isEmpty() ? new Owner() : owner;
                open.push(part);
            } else if (name.equals("END")) {
                open.poll();
            } else if (open.size() == 1) {
                owner.hears(read.get());
            } else if (!open.isEmpty() && (READ.contains(name) || owner.isInvitedBy(read.get()))) {
                if (++kept > MOST_LINES) {
                    throw new UnreadableException(Trouble.TOO_LARGE);
                }
                open.peek().lines().add(read.get());
            }
        }
        if (!isCalendar) {
            throw new UnreadableException(Trouble.NO_CALENDAR);
        }
        return all.stream()
                .filter(each -> each.name().equals("VCALENDAR"))
                .flatMap(each -> each.parts().stream())
                .toList();
    }

    /** A line that begins with a blank goes on where the one before ended. */
    private static List<String> unfolded(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var each : text.lines().toList()) {
            if (each.startsWith(" ") || each.startsWith("\t")) {
                line.append(each, 1, each.length());
            } else {
                lines.add(line.toString());
                line.setLength(0);
                line.append(each);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    Optional<ContentLine> first(String named) {
        return all(named).findFirst();
    }

    Stream<ContentLine> all(String named) {
        return lines.stream().filter(line -> line.name().equals(named));
    }

    String value(String named) {
        return first(named).map(ContentLine::value).orElse("");
    }

    boolean says(String named, String value) {
        return value(named).equalsIgnoreCase(value);
    }
}
