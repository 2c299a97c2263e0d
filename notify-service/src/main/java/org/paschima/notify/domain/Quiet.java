package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;

/**
 * Quiet hours where a member may be: it is quiet when they hold in any of the zones (domain.md §4.4).
 *
 * @param hours null for none
 * @param days of the week with other quiet hours
 */
record Quiet(@Nullable QuietHours hours, List<QuietDays> days, List<ZoneId> zones) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    Quiet {
        days = List.copyOf(days);
        zones = List.copyOf(zones);
    }

    private boolean isNever() {
        return hours == null && days.isEmpty();
    }

    boolean isAt(Instant instant) {
        return !isNever()
                && zones.stream()
                        .anyMatch(zone -> NudgePlan.isQuietAt(hours, days, LocalDateTime.ofInstant(instant, zone)));
    }

    /**
     * When quiet begins in a span, else its end. Wall times and the steps of clocks lie on whole minutes, so it is enough
     * to look at each minute.
     */
    Instant firstWithin(Instant from, Instant until) {
        if (isNever()) {
            return until;
        }
        for (var instant = from;
                instant.isBefore(until);
                instant = instant.truncatedTo(ChronoUnit.MINUTES).plus(MINUTE)) {
            if (isAt(instant)) {
                return instant;
            }
        }
        return until;
    }
}
