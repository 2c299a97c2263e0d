package org.paschima.log.kafka;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record by their names; of one name the last counts, and one without a value is none. They are looked for
 * when they are asked for: of eight a reader needs two, and a map of all takes longer than the record.
 */
final class HeadersByNeed extends AbstractMap<String, byte[]> {

    private final Headers headers;

    HeadersByNeed(Headers headers) {
        this.headers = headers;
    }

    @Override
    public byte @Nullable [] get(@Nullable Object name) {
        var last = name instanceof String text ? headers.lastHeader(text) : null;
        return last == null ? null : last.value();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, byte[]>> entrySet() {
        var all = new HashMap<String, byte[]>();
        for (var header : headers) {
            if (header.value() == null) {
                all.remove(header.key());
            } else {
                all.put(header.key(), header.value());
            }
        }
        return Map.copyOf(all).entrySet();
    }
}
