package org.paschima.notify.delivery;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;

/**
 * Stored entries as messages. The same entry always gives the same message with the same {@code ce_id}: publishing again
 * after a take-over is seen for what it is.
 */
public final class MessageMapper {

    private static final String SOURCE = "/notify-service";

    private final UnaryOperator<String> topics;

    /** With the topic to use for each topic of the contract. */
    public MessageMapper(UnaryOperator<String> topics) {
        this.topics = topics;
    }

    public String topic(String ofContract) {
        return topics.apply(ofContract);
    }

    public Message nudge(MemberId member, byte[] json, Instant at) {
        var event = FactCodec.nudge(json);
        return FactCodec.encode(member, event, envelope(event.nudgeId() + suffix(event), at));
    }

    private static String suffix(NudgeEvent event) {
        return switch (event) {
            case NudgeEvent.Issued _ -> ":issued";
            case NudgeEvent.Withdrawn _ -> ":withdrawn";
        };
    }

    public Message decision(MemberId member, byte[] json, Instant at) {
        var receipt = FactCodec.receipt(json);
        return FactCodec.encode(member, receipt, envelope(receipt.decisionId(), at));
    }

    private static Envelope envelope(String id, Instant at) {
        return new Envelope(id, SOURCE, at, null);
    }
}
