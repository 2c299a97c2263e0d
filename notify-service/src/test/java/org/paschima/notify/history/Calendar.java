package org.paschima.notify.history;

import java.time.DayOfWeek;
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
import org.paschima.contract.NudgePlan;
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

    static boolean isQuiet(Instant instant, NudgePlan plan, Collection<ZoneId> zones) {
        return zones.stream().anyMatch(zone -> isQuiet(local(instant, zone), plan));
    }

    /** From the one time on, up to and without the other, over midnight where that comes first: begun today or yesterday. */
    private static boolean isQuiet(LocalDateTime at, NudgePlan plan) {
        for (var begun = at.toLocalDate().minusDays(1); !begun.isAfter(at.toLocalDate()); begun = begun.plusDays(1)) {
            var hours = quietOn(begun.getDayOfWeek(), plan);
            if (hours == null) {
                continue;
            }
            var from = begun.atTime(hours.from());
            var to = begun.plusDays(hours.to().isBefore(hours.from()) ? 1 : 0).atTime(hours.to());
            if (!at.isBefore(from) && at.isBefore(to)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable QuietHours quietOn(DayOfWeek day, NudgePlan plan) {
        var own = plan.quietDays().stream()
                .filter(quiet -> quiet.days().contains(day))
                .findFirst();
        return own.isPresent() ? own.get().hours() : plan.quietHours();
    }

    /** Whether a slot comes on a date. */
    static boolean comesOn(LocalDate date, LocalTime slot, NudgePlan plan) {
        var rules = plan.slotRules().stream()
                .filter(rule -> rule.slot().equals(slot))
                .toList();
        return plan.slots().contains(slot)
                && rules.stream()
                        .noneMatch(rule -> rule.off()
                                || (!rule.days().isEmpty() && !rule.days().contains(date.getDayOfWeek()))
                                || (rule.recurrence() != null && !RuleFixture.comesOn(rule.recurrence(), date)));
    }

    /** The first moment of a span, its end left out, at which it is quiet. */
    static Optional<Instant> firstQuiet(Instant from, Instant until, NudgePlan plan, Collection<ZoneId> zones) {
        for (var at = from;
                at.isBefore(until);
                at = at.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1))) {
            if (isQuiet(at, plan, zones)) {
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
