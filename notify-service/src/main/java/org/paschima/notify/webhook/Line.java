package org.paschima.notify.webhook;

import java.time.Instant;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;

/**
 * An entry of the nudge log as the nudges topic has it.
 *
 * @param id of the message, the same whenever it was published again
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record Line(int partition, long offset, MemberId member, String id, Instant at, NudgeEvent event, byte[] json) {

    public Kind kind() {
        return Kind.of(event);
    }

    /** Whose it is, as the log knows the member. */
    String memberKey() {
        return member.key();
    }

    public boolean isOverAt(Instant now) {
        return event instanceof NudgeEvent.Issued issued
                && !now.isBefore(issued.validUntil().toInstant());
    }
}
