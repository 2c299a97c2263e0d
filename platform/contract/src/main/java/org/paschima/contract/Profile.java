package org.paschima.contract;

import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Where and when a member lives. */
public record Profile(
        ZoneId zone,
        LocalTime dayStart,
        @Nullable String language,
        @Nullable Integer birthYear,
        Rest rest,
        long version) {

    /** Without planned rest. */
    public Profile(
            ZoneId zone, LocalTime dayStart, @Nullable String language, @Nullable Integer birthYear, long version) {
        this(zone, dayStart, language, birthYear, Rest.NONE, version);
    }
}
