package org.paschima.notify.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgePlan.QuietHours;

/** Wall times and quiet hours as domain.md §4.4 has them, by the rules of zones alone. */
final class Calendar {

    private Calendar() {}

    /** The first reading of the clock; a time that is skipped comes as much later as was skipped. */
    static Instant instantOf(LocalDate date, LocalTime time, ZoneId zone) {
        var wall = date.atTime(time);
        var change = zone.getRules().getTransition(wall);
        var offset = change == null ? zone.getRules().getOffset(wall) : change.getOffsetBefore();
        return Instant.ofEpochSecond(wall.toEpochSecond(offset));
    }

    static boolean isSkipped(LocalDate date, LocalTime time, ZoneId zone) {
        return zone.getRules().getValidOffsets(date.atTime(time)).isEmpty();
    }

    /** Whether a zone has any of a date. */
    static boolean hasDate(LocalDate date, ZoneId zone) {
        var midnight = date.atStartOfDay();
        var change = zone.getRules().getTransition(midnight);
        return change == null
                || !change.isGap()
                || change.getDateTimeAfter().toLocalDate().equals(date);
    }

    static LocalDate dateAt(Instant instant, ZoneId zone) {
        return local(instant, zone).toLocalDate();
    }

    static boolean isQuiet(Instant instant, @Nullable QuietHours hours, Collection<ZoneId> zones) {
        return hours != null
                && zones.stream().anyMatch(zone -> isQuiet(local(instant, zone).toLocalTime(), hours));
    }

    /** From the one time on, up to and without the other, over midnight where that comes first. */
    private static boolean isQuiet(LocalTime time, QuietHours hours) {
        int day = 24 * 3_600;
        int since = Math.floorMod(time.toSecondOfDay() - hours.from().toSecondOfDay(), day);
        return since < Math.floorMod(hours.to().toSecondOfDay() - hours.from().toSecondOfDay(), day);
    }

    /** The first moment of a span, its end left out, at which it is quiet. */
    static Optional<Instant> firstQuiet(
            Instant from, Instant until, @Nullable QuietHours hours, Collection<ZoneId> zones) {
        for (var at = from;
                at.isBefore(until);
                at = at.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1))) {
            if (isQuiet(at, hours, zones)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static LocalDateTime local(Instant instant, ZoneId zone) {
        return LocalDateTime.ofEpochSecond(
                instant.getEpochSecond(), instant.getNano(), zone.getRules().getOffset(instant));
    }
}
