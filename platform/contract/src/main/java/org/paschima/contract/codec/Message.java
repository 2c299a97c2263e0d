package org.paschima.contract.codec;

import java.util.Map;

/** A record of a topic as any Kafka client can send it: headers hold UTF-8 text. */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record Message(String topic, String key, Map<String, String> headers, byte[] value) {
    public Message {
        headers = Map.copyOf(headers);
    }

    /** The same for another topic, where a deployment calls its topics otherwise. */
    public Message to(String otherTopic) {
        return new Message(otherTopic, key, headers, value);
    }
}
