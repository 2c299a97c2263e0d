package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes stored JSON as it is stored. */
final class Items {

    /** How many items an answer holds where nothing else is asked for, and at most (api §1). */
    static final int DEFAULT_LIMIT = 100;

    static final int MOST = 1_000;

    private Items() {}

    static void write(JsonGenerator json, List<byte[]> items) throws IOException {
        json.writeArrayFieldStart("items");
        for (var item : items) {
            json.writeRawValue(new String(item, StandardCharsets.UTF_8));
        }
        json.writeEndArray();
    }
}
