package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The zone of each local date. A change of zone applies to the next local date (domain.md §4.4), so that no decision
 * point of the current one is lost or comes twice.
 *
 * @param next the zone from {@code from} on; null, with it, when no change is ahead
 */
public record Zones(
        ZoneId current, @Nullable ZoneId next, @Nullable LocalDate from) {

    public Zones {
        if ((next == null) != (from == null)) {
            throw new IllegalArgumentException("a next zone needs the date it begins on");
        }
    }

    static Zones in(ZoneId zone) {
        return new Zones(zone, null, null);
    }

    public ZoneId on(LocalDate date) {
        return next != null && from != null && !date.isBefore(from) ? next : current;
    }

    /** The zone the member named last, whether it applies already or not. */
    public ZoneId stated() {
        return next == null ? current : next;
    }

    /** What it becomes when the member names a zone at an instant. */
    Zones moved(ZoneId to, Instant at) {
        var today = at.atZone(current).toLocalDate();
        var now = on(today);
        return to.equals(now)
                ? in(now)
                : new Zones(now, to, at.atZone(now).toLocalDate().plusDays(1));
    }
}
