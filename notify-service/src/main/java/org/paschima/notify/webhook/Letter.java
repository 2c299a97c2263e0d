package org.paschima.notify.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.Rfc3339;

/**
 * A message as Standard Webhooks has it.
 *
 * @param id by which a receiver knows it again
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record Letter(String id, byte[] body) {

    private static final String TEST = "webhook.test";

    /** The same bytes for the same line, whenever it is sent. */
    public static Letter of(Line line) {
        return new Letter(line.id(), body(line.kind().wire(), line.at(), json -> {
            json.writeStringField("member", line.member().member());
            json.writeFieldName("nudge");
            json.writeRawValue(new String(line.json(), StandardCharsets.UTF_8));
        }));
    }

    /** One that stands for no nudge, to try the way. */
    public static Letter test(String id, Instant at) {
        return new Letter(id, body(TEST, at, json -> json.writeStringField("member", "nobody")));
    }

    private static byte[] body(String type, Instant at, JsonWriter.Body data) {
        return JsonWriter.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("timestamp", Rfc3339.format(at.atOffset(ZoneOffset.UTC)));
            json.writeObjectFieldStart("data");
            data.writeTo(json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
