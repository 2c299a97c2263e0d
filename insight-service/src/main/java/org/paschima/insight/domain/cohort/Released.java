package org.paschima.insight.domain.cohort;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A group of a week whose numbers were released once.
 *
 * @param group {@link #WHOLE} for the whole studio
 * @param generation which computation released it: those of one generation are of one moment
 * @param counted the members the numbers are about
 * @param numbers null once they were taken back: who was counted still matters, since somebody may remember the numbers
 */
public record Released(
        String group,
        int generation,
        SortedSet<String> counted,
        @Nullable Numbers numbers) {

    /** No group has this name. */
    public static final String WHOLE = "*";

    public Released {
        counted = Collections.unmodifiableSortedSet(new TreeSet<>(counted));
    }

    boolean isLive() {
        return numbers != null;
    }

    Released takenBack() {
        return new Released(group, generation, counted, null);
    }
}
