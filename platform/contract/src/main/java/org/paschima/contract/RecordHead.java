package org.paschima.contract;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * What every record has.
 *
 * <p>{@code localDate} is computed once, by session-service, and never again: a record belongs to exactly one local day
 * even when the rules of its zone change later.
 *
 * @param version 0 to 2^53−1; the highest wins
 * @param at when it happened (a practice: when it began), with the offset the client gave
 * @param zone the zone it was recorded under, one of {@link ZoneNames}
 * @param dayStart local wall time at which the member's day begins, 00:00 to 06:00
 */
public record RecordHead(
        RecordId id, long version, OffsetDateTime at, ZoneId zone, LocalTime dayStart, LocalDate localDate) {

    public RecordHead {
        if (version < 0 || version > Rank.MAX_VERSION) {
            throw new IllegalArgumentException("version must be 0 to 2^53-1: " + version);
        }
    }
}
