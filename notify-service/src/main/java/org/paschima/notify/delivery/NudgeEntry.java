package org.paschima.notify.delivery;

import java.time.Instant;
import java.util.Set;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeEvent;
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

    /** A nudge that is issued now, with the event's bytes; nothing took it back yet. */
    public static NudgeEntry issued(NudgeEvent.Issued event, byte[] json) {
        return new NudgeEntry(
                event.seq(),
                event.nudgeId(),
                true,
                0,
                event.issuedAt().toInstant(),
                event.validUntil().toInstant(),
                event.channels(),
                json);
    }

    /** That a nudge is taken back which was issued under a number. */
    public static NudgeEntry withdrawn(NudgeEvent.Withdrawn event, byte[] json, Instant at, long issuedSeq) {
        return new NudgeEntry(event.seq(), event.nudgeId(), false, issuedSeq, at, Instant.MAX, event.channels(), json);
    }

    /** Whether it was issued by a clock that was set back since. */
    boolean isAheadOf(Instant now) {
        return at.isAfter(now.plus(SentNudge.CLOCKS_DIFFER));
    }

    /** Whether it may not be told any more. An issue whose nudge is over would be a reminder of what is past. */
    boolean isOverAt(Instant now) {
        return !now.isBefore(validUntil);
    }
}
