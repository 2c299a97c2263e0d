package org.paschima.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** One local day of a history; {@code index} 0 is the first. */
record Day(int index, LocalDate date, ZoneId zone) {

    /** The instant of a local hour of this day; from 24 on it is past midnight and still this day. */
    ZonedDateTime at(double hour) {
        var wall = LocalDateTime.of(date, LocalTime.MIDNIGHT).plusSeconds(Math.round(hour * 3600));
        return ZonedDateTime.of(wall, zone);
    }

    boolean isAfter(double days) {
        return index >= days;
    }

    Instant instantOf(double hour) {
        return at(hour).toInstant();
    }
}
