package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.Pages;
import org.paschima.insight.store.Snapshot;

/** One page of a list that was seen at one moment, and where the next one begins. */
final class SeenPage {

    private SeenPage() {}

    /** Writes the fields of one item. */
    @FunctionalInterface
    interface Fields<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    static <T> Answer answer(
            Call call, Snapshot<?> seen, List<T> items, Fields<? super T> fields, Optional<String> next) {
        var answer = FreshRoute.ok(seen, json -> {
            json.writeArrayFieldStart("items");
            for (var item : items) {
                json.writeStartObject();
                fields.write(json, item);
                json.writeEndObject();
            }
            json.writeEndArray();
            Pages.next(json, next);
        });
        return Pages.linked(call, answer, next);
    }
}
