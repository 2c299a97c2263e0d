package org.paschima.notify.domain;

import java.time.Duration;

/**
 * How far apart nudges are (domain.md §4.3): each two in a row that go unanswered double the gap, up to three days, and any
 * answer brings back the member's own.
 */
final class Spacing {

    private static final Duration LEAST_DOUBLED = Duration.ofMinutes(30);
    private static final Duration MOST = Duration.ofDays(3);
    private static final int MOST_DOUBLINGS = 12;

    private Spacing() {}

    /** The gap after so many in a row that went unanswered; it never shrinks as they grow. */
    static Duration gap(Duration own, int ignoredInARow) {
        int doublings = Math.min(ignoredInARow / 2, MOST_DOUBLINGS);
        if (doublings == 0) {
            return own;
        }
        var doubled = (own.compareTo(LEAST_DOUBLED) < 0 ? LEAST_DOUBLED : own).multipliedBy(1L << doublings);
        return doubled.compareTo(MOST) > 0 ? MOST : doubled;
    }

    static Duration gap(Inputs in) {
        return gap(Duration.ofMinutes(in.caps().minGapMinutes()), in.ignoredInARow());
    }
}
