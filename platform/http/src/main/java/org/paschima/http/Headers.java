package org.paschima.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Header fields as small immutable maps. */
final class Headers {
    private Headers() {}

    static Map<String, String> with(Map<String, String> headers, String name, String value) {
        if (headers.isEmpty()) {
            return Map.of(name, value);
        }
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return Map.copyOf(all);
    }
}
