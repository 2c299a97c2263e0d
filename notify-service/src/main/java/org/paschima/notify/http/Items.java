package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes stored JSON as it is stored. */
final class Items {

    private Items() {}

    static void write(JsonGenerator json, List<byte[]> items) throws IOException {
        json.writeArrayFieldStart("items");
        for (var item : items) {
            json.writeRawValue(new String(item, StandardCharsets.UTF_8));
        }
        json.writeEndArray();
    }
}
