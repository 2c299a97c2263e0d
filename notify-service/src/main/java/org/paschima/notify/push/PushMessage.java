package org.paschima.notify.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.json.JsonWriter;
import org.paschima.notify.domain.Inputs;
import org.paschima.notify.webhook.Line;

/**
 * What a browser is told of an entry of the nudge log: no more than a locked screen may show.
 *
 * @param timeToLive how long the push service keeps it for a browser that is away
 * @param topic the same for a nudge and its withdrawal, so that at the push service the one replaces the other
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record PushMessage(byte[] body, Duration timeToLive, String topic) {

    /** 24 bytes are the 32 characters that a topic may have (RFC 8030 §5.4). */
    private static final int TOPIC_BYTES = 24;

    public static PushMessage of(Line line, Instant now) {
        return new PushMessage(
                body(line.event()), timeToLive(line, now), topic(line.event().nudgeId()));
    }

    private static byte[] body(NudgeEvent event) {
        return JsonWriter.bytes(json -> {
            json.writeStartObject();
            switch (event) {
                case NudgeEvent.Issued issued -> {
                    json.writeStringField("type", "nudge.issued");
                    json.writeStringField("nudgeId", issued.nudgeId());
                    json.writeStringField("title", issued.content().title());
                    json.writeStringField("text", issued.content().text());
                    json.writeStringField(
                            "validUntil", issued.validUntil().toInstant().toString());
                }
                case NudgeEvent.Withdrawn withdrawn -> {
                    json.writeStringField("type", "nudge.withdrawn");
                    json.writeStringField("nudgeId", withdrawn.nudgeId());
                }
            }
            json.writeEndObject();
        });
    }

    /** A nudge until it is over. A withdrawal does not say when that is; it is no later than that long after it. */
    private static Duration timeToLive(Line line, Instant now) {
        var until = switch (line.event()) {
            case NudgeEvent.Issued issued -> issued.validUntil().toInstant();
            case NudgeEvent.Withdrawn _ -> line.at().plus(Inputs.VALID);
        };
        var left = Duration.between(now, until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String topic(String nudgeId) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(nudgeId.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TOPIC_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
