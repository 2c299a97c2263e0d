package org.paschima.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.paschima.contract.Language;

/** Header fields as small immutable maps. */
final class Headers {
    /** Of several {@code Vary}, all hold. */
    static final String VARY = "Vary";

    private Headers() {}

    static Map<String, String> with(Map<String, String> headers, String name, String value) {
        if (headers.isEmpty()) {
            return Map.of(name, value);
        }
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return Map.copyOf(all);
    }

    /** With those of an answer that is said in a language, as it was asked for by {@code Accept-Language}. */
    static Map<String, String> in(Map<String, String> headers, Language language) {
        return with(with(headers, "Content-Language", language.tag()), VARY, "Accept-Language");
    }
}
