package org.paschima.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a member allows, purpose by purpose (domain.md §5.5). All false until given. */
public record Consents(boolean tracking, boolean nudging, boolean research, boolean teacher, long version) {

    public static final Consents NONE = new Consents(false, false, false, false, 0);

    /** Whether it is given, by the name of each purpose, in their order. */
    public SequencedMap<String, Boolean> byPurpose() {
        var given = new LinkedHashMap<String, Boolean>();
        given.put("tracking", tracking);
        given.put("nudging", nudging);
        given.put("research", research);
        given.put("teacher", teacher);
        return Collections.unmodifiableSequencedMap(given);
    }
}
