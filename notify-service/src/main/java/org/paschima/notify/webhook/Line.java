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

    /** The same for one of several receivers that a member has, under an id of its own. */
    public Line to(String receiver) {
        return new Line(partition, offset, member, id + " " + receiver, at, event, json);
    }

    /** Which of the member's receivers it is for; empty where that is not told apart. */
    public String to() {
        int blank = id.indexOf(' ');
        return blank < 0 ? "" : id.substring(blank + 1);
    }

    /** Whose it is, as the log knows the member, and for which receiver: what is behind what. */
    String memberKey() {
        return to().isEmpty() ? member.key() : member.key() + " " + to();
    }

    public boolean isOverAt(Instant now) {
        return event instanceof NudgeEvent.Issued issued
                && !now.isBefore(issued.validUntil().toInstant());
    }
}
