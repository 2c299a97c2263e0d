package org.paschima.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record of a partition, as read. Byte arrays are never changed after they were read. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogEntry(
        long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {

    public byte @Nullable [] header(String name) {
        return headers.get(name);
    }
}
