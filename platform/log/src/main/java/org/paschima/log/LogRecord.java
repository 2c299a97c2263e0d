package org.paschima.log;

import java.util.Map;

/** What is to be appended; headers are UTF-8 text. */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record LogRecord(String topic, String key, Map<String, String> headers, byte[] value) {
    public LogRecord {
        headers = Map.copyOf(headers);
    }
}
