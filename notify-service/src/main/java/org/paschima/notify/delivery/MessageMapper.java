package org.paschima.notify.delivery;

import java.time.Instant;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;

/**
 * Nudges and receipts as messages of the contract. The same one always gives the same message with the same {@code ce_id}:
 * publishing again after a take-over is seen for what it is.
 */
public final class MessageMapper {

    private static final String SOURCE = "/notify-service";

    private MessageMapper() {}

    public static Message nudge(MemberId member, NudgeEvent event, Instant at) {
        return FactCodec.encode(member, event, envelope(event.nudgeId() + suffix(event), at));
    }

    private static String suffix(NudgeEvent event) {
        return switch (event) {
            case NudgeEvent.Issued _ -> ":issued";
            case NudgeEvent.Withdrawn _ -> ":withdrawn";
        };
    }

    public static Message decision(MemberId member, Receipt receipt) {
        return FactCodec.encode(
                member,
                receipt,
                envelope(receipt.decisionId(), receipt.instant().toInstant()));
    }

    private static Envelope envelope(String id, Instant at) {
        return new Envelope(id, SOURCE, at, null);
    }
}
