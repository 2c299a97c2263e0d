package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The guarantee that a member is told nothing in the quiet hours (domain.md §4.4), which begin with {@code from} and are over
 * at {@code to}, the next morning where that is not later. The same time twice means none.
 */
public record NothingInQuietHours(LocalTime from, LocalTime to) {

    private static final long DAY = LocalTime.MAX.toNanoOfDay() + 1;

    /** Judges something that a member was told, wherever the member is. */
    public void holds(Instant at, ZoneId zone, String what) {
        var time = LocalTime.ofInstant(at, zone);
        assertThat(sinceFrom(time))
                .as("%s at %s in %s, which is in the quiet hours from %s to %s", what, time, zone, from, to)
                .isGreaterThanOrEqualTo(sinceFrom(to));
    }

    private long sinceFrom(LocalTime time) {
        return Math.floorMod(time.toNanoOfDay() - from.toNanoOfDay(), DAY);
    }
}
