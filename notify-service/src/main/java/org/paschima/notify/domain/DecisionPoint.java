package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** A moment at which a member's plan asks whether to nudge. Its key is (slot, local date), so no overlap repeats it. */
public record DecisionPoint(LocalTime slot, LocalDate localDate, ZoneId zone, Instant instant) {

    String key() {
        return localDate + "|" + slot;
    }
}
