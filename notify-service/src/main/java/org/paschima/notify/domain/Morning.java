package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/** The end of a member's night: when quiet hours end that span midnight, else eight o'clock. */
public final class Morning {

    private static final LocalTime USUAL = LocalTime.of(8, 0);

    private Morning() {}

    /** The first after an instant, where the member is; empty while nobody knows where that is. */
    public static Optional<Instant> after(Instant now, MemberState state) {
        var zones = state.settings().zones();
        if (zones == null) {
            return Optional.empty();
        }
        var zone = zones.stated();
        var quiet = state.settings().planOrDefault().quietHours();
        var time = quiet != null && quiet.from().isAfter(quiet.to()) ? quiet.to() : USUAL;
        var today = now.atZone(zone).toLocalDate();
        var morning = Slots.resolve(today, time, zone);
        return Optional.of(morning.isAfter(now) ? morning : Slots.resolve(today.plusDays(1), time, zone));
    }
}
