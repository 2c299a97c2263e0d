package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which a member's plan asks whether to nudge. Its key is (slot, local date), so no overlap repeats it.
 *
 * @param by what brought it; then {@code slot} is its local minute. Null: it is a slot of the plan
 */
public record DecisionPoint(
        LocalTime slot,
        LocalDate localDate,
        ZoneId zone,
        Instant instant,
        @Nullable Triggered by) {

    /** A slot of the plan. */
    public DecisionPoint(LocalTime slot, LocalDate localDate, ZoneId zone, Instant instant) {
        this(slot, localDate, zone, instant, null);
    }

    String key() {
        return localDate + "|" + slot;
    }
}
