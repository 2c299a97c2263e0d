package org.paschima.insight.domain.change;

import java.util.Optional;

/** What a comparison of two halves comes to (domain.md §2.6). */
public enum Conclusion {
    NOT_ENOUGH_DATA,
    NO_CLEAR_CHANGE,
    IMPROVING_SMALL,
    IMPROVING_MEANINGFUL,
    IMPROVING_MEANINGFUL_CONFIDENT,
    WORSENING_SMALL,
    WORSENING_MEANINGFUL,
    WORSENING_MEANINGFUL_CONFIDENT;

    static Conclusion of(double change, double low, double high, double minimalImportantChange) {
        if (low <= 0 && high >= 0) {
            return NO_CLEAR_CHANGE;
        }
        boolean isMeaningful = Math.abs(change) >= minimalImportantChange;
        boolean isConfident = Math.min(Math.abs(low), Math.abs(high)) >= minimalImportantChange;
        if (change < 0) {
            return isConfident ? IMPROVING_MEANINGFUL_CONFIDENT : isMeaningful ? IMPROVING_MEANINGFUL : IMPROVING_SMALL;
        }
        return isConfident ? WORSENING_MEANINGFUL_CONFIDENT : isMeaningful ? WORSENING_MEANINGFUL : WORSENING_SMALL;
    }

    /** The way of a change that is both clear and large enough to matter: the only kind that may become a claim. */
    public Optional<Direction> meaningful() {
        return switch (this) {
            case IMPROVING_MEANINGFUL, IMPROVING_MEANINGFUL_CONFIDENT -> Optional.of(Direction.IMPROVING);
            case WORSENING_MEANINGFUL, WORSENING_MEANINGFUL_CONFIDENT -> Optional.of(Direction.WORSENING);
            case NOT_ENOUGH_DATA, NO_CLEAR_CHANGE, IMPROVING_SMALL, WORSENING_SMALL -> Optional.empty();
        };
    }

    /** The way of a change that is clear, however small. */
    public Optional<Direction> clear() {
        return switch (this) {
            case IMPROVING_SMALL, IMPROVING_MEANINGFUL, IMPROVING_MEANINGFUL_CONFIDENT ->
                Optional.of(Direction.IMPROVING);
            case WORSENING_SMALL, WORSENING_MEANINGFUL, WORSENING_MEANINGFUL_CONFIDENT ->
                Optional.of(Direction.WORSENING);
            case NOT_ENOUGH_DATA, NO_CLEAR_CHANGE -> Optional.empty();
        };
    }

    /** Whether even the nearer end of the interval matters. */
    boolean isConfident() {
        return this == IMPROVING_MEANINGFUL_CONFIDENT || this == WORSENING_MEANINGFUL_CONFIDENT;
    }
}
