package org.paschima.contract;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry of a member's nudge log. {@code seq} grows within a member and is never used twice. */
public sealed interface NudgeEvent {

    long seq();

    String nudgeId();

    /** Where the member wants it: at least one; all where nothing was chosen. */
    Set<NudgeChannel> channels();

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
            String decisionId,
            Set<NudgeChannel> channels)
            implements NudgeEvent {
        public Issued {
            channels = NudgeChannel.sorted(channels);
        }

        /** On every channel. */
        public Issued(
                long seq,
                String nudgeId,
                LocalTime slot,
                LocalDate localDate,
                OffsetDateTime issuedAt,
                OffsetDateTime validUntil,
                Content content,
                String decisionId) {
            this(seq, nudgeId, slot, localDate, issuedAt, validUntil, content, decisionId, NudgeChannel.ALL);
        }
    }

    /**
     * A nudge is no longer wanted.
     *
     * @param by the record that made it so, if one did
     * @param asOf the log position of what made it so
     * @param channels those of the nudge
     */
    record Withdrawn(
            long seq,
            String nudgeId,
            WithdrawalReason reason,
            @Nullable String by,
            String asOf,
            Set<NudgeChannel> channels)
            implements NudgeEvent {
        public Withdrawn {
            channels = NudgeChannel.sorted(channels);
        }

        /** On every channel. */
        public Withdrawn(long seq, String nudgeId, WithdrawalReason reason, @Nullable String by, String asOf) {
            this(seq, nudgeId, reason, by, asOf, NudgeChannel.ALL);
        }
    }

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
