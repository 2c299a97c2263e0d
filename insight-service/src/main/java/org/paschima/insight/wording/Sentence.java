package org.paschima.insight.wording;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A template with all that is filled in. */
public record Sentence(Template template, SortedMap<String, String> values) {

    public Sentence {
        if (!values.keySet().equals(template.names())) {
            throw new IllegalArgumentException(
                    template.id() + " is filled in with " + template.names() + ", not with " + values.keySet());
        }
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Takes what the template names from among these values. */
    static Sentence of(Template template, SortedMap<String, String> values) {
        var named = new TreeMap<>(values);
        named.keySet().retainAll(template.names());
        return new Sentence(template, named);
    }

    public String text() {
        return template.filledIn(values);
    }
}
