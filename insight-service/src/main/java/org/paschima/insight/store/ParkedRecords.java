package org.paschima.insight.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a studio's records was set aside since it could not be folded. Blocks. */
public interface ParkedRecords {

    /** So many are counted at most. */
    int MOST_COUNTED = 10_000;

    Parked of(String tenant);

    /** Why a record was set aside, as far as a studio is told: nothing of what it says. */
    enum Reason {
        /** It is no event of the log: bytes that are no JSON, or a head that lacks something. */
        UNREADABLE,
        /** It is one, and a value in it is none that is known here. */
        INVALID,
        TOO_LARGE,
        /** Of a type that only a newer release knows. */
        UNKNOWN_TYPE,
        /** The day that it belongs to has as many records as can be kept of one. */
        DAY_FULL;

        /** The words that the fold gives, without what they name. */
        public static Reason ofCause(@Nullable String cause) {
            if (cause == null) {
                return UNREADABLE;
            }
            if (cause.startsWith("/")) {
                return INVALID; // a pointer to the value and what is wrong with it
            }
            if (cause.startsWith("value of ")) {
                return TOO_LARGE;
            }
            return switch (cause) {
                case ParkedCauses.DAY_FULL -> DAY_FULL;
                case ParkedCauses.UNKNOWN_TYPE -> UNKNOWN_TYPE;
                default -> UNREADABLE;
            };
        }
    }

    /**
     * How many there are.
     *
     * @param byReason those that were counted
     * @param isMore whether there are more than were counted
     * @param latest when the last of them was set aside; not known when there are more than were counted
     */
    record Parked(Map<Reason, Long> byReason, boolean isMore, Optional<Instant> latest) {
        public Parked {
            byReason = Map.copyOf(byReason);
            if (isMore && latest.isPresent()) {
                throw new IllegalArgumentException("of those that were not counted one may be later: " + latest);
            }
        }

        public long count() {
            return byReason.values().stream().mapToLong(each -> each).sum();
        }
    }
}
