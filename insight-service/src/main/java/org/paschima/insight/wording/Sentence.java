package org.paschima.insight.wording;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Language;

/**
 * A template with all that is filled in, in the language that it is said in.
 *
 * @param values in the same language
 */
public record Sentence(Language language, Template template, SortedMap<String, String> values) {

    public Sentence {
        if (!values.keySet().equals(template.names())) {
            throw new IllegalArgumentException(
                    template.id() + " is filled in with " + template.names() + ", not with " + values.keySet());
        }
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Takes what the template names from among these values. */
    static Sentence of(Language language, Template template, SortedMap<String, String> values) {
        var named = new TreeMap<>(values);
        named.keySet().retainAll(template.names());
        return new Sentence(language, template, named);
    }

    public String text() {
        return template.filledIn(language, values);
    }
}
