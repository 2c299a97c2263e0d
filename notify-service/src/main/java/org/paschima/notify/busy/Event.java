package org.paschima.notify.busy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event of a calendar, as far as it takes time.
 *
 * @param end null where its length says it
 * @param length by the clock on the wall, as far as start and end go by the same
 */
record Event(Component component, Moment start, @Nullable Moment end, Duration length) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** The one form of RFC 5545 §3.3.6 that {@link Duration} does not read. */
    private static final Pattern WEEKS = Pattern.compile("\\+?P(\\d{1,5})W");

    /** Empty for what takes no time, was called off, or cannot be read. */
    static Optional<Event> of(Component component, CalendarZones zones) {
        if (isFree(component)) {
            return Optional.empty();
        }
        var start = moment(component, "DTSTART", zones);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var end = moment(component, "DTEND", zones).orElse(null);
        var length = end == null
                ? length(component, start.get())
                : Duration.between(start.get().wall(), end.wall());
        boolean isSameClock = end == null || zone(component, "DTSTART").equals(zone(component, "DTEND"));
        var event = new Event(component, start.get(), isSameClock ? null : end, length);
        var lasts =
                Duration.between(start.get().instant(), event.endOf(start.get().wall()));
        return lasts.isPositive() && lasts.compareTo(LONGEST) <= 0 ? Optional.of(event) : Optional.empty();
    }

    private static boolean isFree(Component component) {
        return component.says("STATUS", "CANCELLED")
                || component.says("TRANSP", "TRANSPARENT")
                || component.says("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
                || isDeclined(component);
    }

    /** By the owner, of whom alone it is known what was answered. */
    private static boolean isDeclined(Component component) {
        var answers = component.all("ATTENDEE").toList();
        return !answers.isEmpty()
                && answers.stream().allMatch(each -> "DECLINED".equalsIgnoreCase(each.parameter("PARTSTAT")));
    }

    static Optional<Moment> moment(Component component, String name, CalendarZones zones) {
        return component.first(name).flatMap(line -> Moment.of(line.value(), zones.of(line.parameter("TZID"))));
    }

    private static String zone(Component component, String name) {
        var line = component.first(name).orElseThrow();
        return line.value().toUpperCase(Locale.ROOT).endsWith("Z") ? "Z" : String.valueOf(line.parameter("TZID"));
    }

    /** A day without an end is one day, a time without one takes none. */
    private static Duration length(Component component, Moment start) {
        var text = component.value("DURATION").toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return start.isDate() ? Duration.ofDays(1) : Duration.ZERO;
        }
        return duration(text);
    }

    /** None where it cannot be read. */
    static Duration duration(String text) {
        var weeks = WEEKS.matcher(text);
        if (weeks.matches()) {
            return Duration.ofDays(7L * Integer.parseInt(weeks.group(1)));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException _) {
            return Duration.ZERO;
        }
    }

    /** When it ends where it begins at a time. What begins in a gap begins after it, and may have to take its length from there. */
    Instant endOf(LocalDateTime begin) {
        var from = start.clock().at(begin);
        if (end != null) {
            return from.plus(Duration.between(start.instant(), end.instant()));
        }
        var byTheWall = start.clock().at(begin.plus(length));
        return byTheWall.isAfter(from) ? byTheWall : from.plus(length);
    }

    String uid() {
        return component.value("UID");
    }

    /** Whether it stands in the place of one time that another one recurs at. */
    boolean isChanged() {
        return component.first("RECURRENCE-ID").isPresent();
    }
}
