package org.paschima.notify.busy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** What instant it is when clocks of some place show a time: a time in a gap moves on by it, one in an overlap is the first. */
@FunctionalInterface
interface WallClock {

    Instant at(LocalDateTime wall);

    static WallClock of(ZoneId zone) {
        return wall -> wall.atZone(zone).toInstant();
    }
}
