package org.paschima.contract;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of a member's nudge log. {@code seq} grows within a member and is never used twice. */
public sealed interface NudgeEvent {

    long seq();

    String nudgeId();

    /**
     * A nudge was issued.
     *
     * @param slot the local wall time of its decision point
     * @param validUntil after it the nudge is over; no event says so
     */
    record Issued(
            long seq,
            String nudgeId,
            LocalTime slot,
            LocalDate localDate,
            OffsetDateTime issuedAt,
            OffsetDateTime validUntil,
            Content content,
            String decisionId)
            implements NudgeEvent {}

    /**
     * A nudge is no longer wanted.
     *
     * @param by the record that made it so, if one did
     * @param asOf the log position of what made it so
     */
    record Withdrawn(
            long seq,
            String nudgeId,
            WithdrawalReason reason,
            @Nullable String by,
            String asOf) implements NudgeEvent {}

    /**
     * What a nudge suggests. Title and text hold no words of bodies or health: they may show on a locked screen (domain.md
     * §5.5).
     *
     * @param minutes begun ones
     * @param seconds how long it takes, exactly; null in a nudge of before it was said
     * @param guide how to follow it, for when the nudge is opened; null in a nudge of before it was said
     */
    record Content(
            String practice,
            List<String> cues,
            int minutes,
            String context,
            String title,
            String text,
            @Nullable Integer seconds,
            @Nullable String guide) {
        public Content {
            cues = List.copyOf(cues);
        }

        public Content(String practice, List<String> cues, int minutes, String context, String title, String text) {
            this(practice, cues, minutes, context, title, text, null, null);
        }
    }

    enum WithdrawalReason {
        ALREADY_PRACTISED,
        ANSWERED,
        CARE_HOLD,
        PAUSED,
        OPTED_OUT
    }
}
