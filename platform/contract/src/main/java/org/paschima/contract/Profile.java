package org.paschima.contract;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a member lives, when they rest, and with whom they practise.
 *
 * @param groups the classes and groups of the studio that the member belongs to, without repetitions, at most
 *     {@value #MAX_GROUPS}
 */
public record Profile(
        ZoneId zone,
        LocalTime dayStart,
        @Nullable String language,
        @Nullable Integer birthYear,
        Rest rest,
        List<String> groups,
        long version) {

    public static final int MAX_GROUPS = 20;

    public Profile {
        groups = List.copyOf(groups);
    }

    /** Without planned rest, in no group. */
    public Profile(
            ZoneId zone, LocalTime dayStart, @Nullable String language, @Nullable Integer birthYear, long version) {
        this(zone, dayStart, language, birthYear, Rest.NONE, List.of(), version);
    }
}
