package org.paschima.contract;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and how often a member wants to be nudged.
 *
 * @param slots local wall times of decision points, ascending, at most {@value #MAX_SLOTS}
 * @param quietHours null for none
 */
public record NudgePlan(
        boolean enabled,
        List<LocalTime> slots,
        List<String> contexts,
        @Nullable QuietHours quietHours,
        ZonePolicy zonePolicy,
        Caps caps,
        @Nullable OffsetDateTime pausedUntil,
        long version) {

    public static final int MAX_SLOTS = 12;

    /** domain.md §4.7 */
    public static final NudgePlan DEFAULT = new NudgePlan(
            true,
            List.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30)),
            List.of("desk"),
            QuietHours.DEFAULT,
            ZonePolicy.FOLLOW_ME,
            Caps.DEFAULT,
            null,
            0);

    public NudgePlan {
        slots = List.copyOf(slots);
        contexts = List.copyOf(contexts);
    }

    /** Local wall times; {@code from} after {@code to} spans midnight. Equal times are no quiet hours at all. */
    public record QuietHours(LocalTime from, LocalTime to) {
        public static final QuietHours DEFAULT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

        public boolean isQuietAt(LocalTime time) {
            if (from.equals(to)) {
                return false;
            }
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }

    /** What happens to slots when the member's zone changes. */
    public enum ZonePolicy {
        /**
         * Slots are wall times of the profile's zone; a change applies to the next local date. Quiet hours hold there and
         * where the newest record was made.
         */
        FOLLOW_ME,
        /** The same, but only the profile says where the member is: records made elsewhere add no quiet hours. */
        HOME
    }

    /** domain.md §4.3: limits that hold over any history. Minutes and counts. */
    public record Caps(int perDay, int per7Days, int minGapMinutes, int afterPracticeMinutes) {
        public static final Caps DEFAULT = new Caps(2, 8, 180, 120);
    }
}
