package org.paschima.notify.delivery;

import java.time.Instant;
import java.util.Set;
import org.paschima.contract.NudgeChannel;
import org.paschima.notify.domain.SentNudge;

/**
 * An entry of a member's nudge log as it is sent.
 *
 * @param issued whether it issues a nudge; else it withdraws one
 * @param counterpart the number of the withdrawal of an issue, or of the issue of a withdrawal; 0 if there is none
 * @param validUntil when the nudge is over that an issue begins; {@link Instant#MAX} of a withdrawal, which stays true
 * @param channels where the member wants it, and its counterpart
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record NudgeEntry(
        long seq,
        String nudgeId,
        boolean issued,
        long counterpart,
        Instant at,
        Instant validUntil,
        Set<NudgeChannel> channels,
        byte[] json) {

    /** Whether it was issued by a clock that was set back since. */
    boolean isAheadOf(Instant now) {
        return at.isAfter(now.plus(SentNudge.CLOCKS_DIFFER));
    }

    /** Whether it may not be told any more. An issue whose nudge is over would be a reminder of what is past. */
    boolean isOverAt(Instant now) {
        return !now.isBefore(validUntil);
    }
}
