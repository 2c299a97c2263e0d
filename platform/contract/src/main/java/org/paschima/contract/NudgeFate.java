package org.paschima.contract;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a nudge, as the member's device tells it. */
public record NudgeFate(
        String nudgeId,
        Fate fate,
        OffsetDateTime at,
        @Nullable OffsetDateTime snoozeUntil) {

    /** How long a snooze may last from when it is made. */
    public static final Duration LONGEST_SNOOZE = Duration.ofDays(7);

    /** In ascending strength: a later report of a weaker fate changes nothing. */
    public enum Fate {
        OPENED,
        DISMISSED,
        SNOOZED,
        ACTED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the nudge is over for the member's other devices. */
        public boolean answers() {
            return this != OPENED;
        }
    }
}
