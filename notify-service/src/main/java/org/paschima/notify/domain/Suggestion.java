package org.paschima.notify.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a check is suggested (domain.md §5.1, tier ROUTINE): shown until the member goes on, and nothing but quiet
 * breathing is suggested meanwhile. It blocks nothing.
 *
 * @param because at least one; the newest first
 */
public record Suggestion(List<Because> because) {

    public Suggestion {
        if (because.isEmpty()) {
            throw new IllegalArgumentException("nothing is suggested without a reason");
        }
        because = because.stream()
                .sorted(Comparator.comparing(Because::since).reversed().thenComparing(Because::reason))
                .toList();
    }

    /** When the first of the reasons came up. */
    public Instant since() {
        return because.getLast().since();
    }

    /**
     * A reason, and since when it is one.
     *
     * @param code of the symptom, where it is one
     */
    public record Because(
            Reason reason, Instant since, @Nullable String code) {}

    /** The rows of the table. */
    public enum Reason {
        STRONG_PAIN_REPEATED,
        TENSION_FOR_SIX_WEEKS,
        WINGING_ON_ONE_SIDE,
        RISE_AFTER_PRACTICE_TWICE,
        SYMPTOM,
        FIRST_EPISODE_AT_THIS_AGE
    }
}
