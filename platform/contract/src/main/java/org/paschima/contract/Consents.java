package org.paschima.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a member allows, purpose by purpose (domain.md §5.5). All false until given. */
public record Consents(boolean tracking, boolean nudging, boolean research, boolean teacher, long version) {

    public static final Consents NONE = new Consents(false, false, false, false, 0);

    /**
     * What holds of two contents of the same version: what both give. Whichever came first, what one of them withdraws
     * stays withdrawn.
     */
    public Consents both(Consents other) {
        if (version != other.version) {
            throw new IllegalArgumentException(
                    "of versions " + version + " and " + other.version + " the higher holds");
        }
        return new Consents(
                tracking && other.tracking,
                nudging && other.nudging,
                research && other.research,
                teacher && other.teacher,
                version);
    }

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
