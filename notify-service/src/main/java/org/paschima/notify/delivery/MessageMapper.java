package org.paschima.notify.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.contract.codec.NudgeCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

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
        var event = read(json);
        return FactCodec.encode(member, event, envelope(event.nudgeId() + suffix(event), at));
    }

    private static String suffix(NudgeEvent event) {
        return switch (event) {
            case NudgeEvent.Issued _ -> ":issued";
            case NudgeEvent.Withdrawn _ -> ":withdrawn";
        };
    }

    public Message decision(MemberId member, byte[] json, Instant at) {
        var problems = new Problems();
        var receipt = Objects.requireNonNull(
                NudgeCodec.receipt(fields(json, problems), problems), "a stored receipt cannot be read");
        return FactCodec.encode(member, receipt, envelope(receipt.decisionId(), at));
    }

    private static Envelope envelope(String id, Instant at) {
        return new Envelope(id, SOURCE, at, null);
    }

    private static NudgeEvent read(byte[] json) {
        var headers = isIssued(json) ? "org.paschima.nudge.issued.v1" : "org.paschima.nudge.withdrawn.v1";
        @Nullable
        NudgeEvent event = FactCodec.decodeNudge(
                name -> name.equals("ce_type") ? headers.getBytes(java.nio.charset.StandardCharsets.UTF_8) : null,
                json);
        return Objects.requireNonNull(event, "a stored entry cannot be read");
    }

    private static boolean isIssued(byte[] json) {
        return fields(json, new Problems()).has("content");
    }

    private static Fields fields(byte[] json, Problems problems) {
        try {
            return new Fields((Json.Obj) JsonReader.read(json), "", problems, Strictness.LOG);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a stored entry is not JSON", e);
        }
    }
}
