package org.paschima.insight.domain.experiment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Screening;
import org.paschima.contract.catalog.PosePractice;

/**
 * Whether chance may decide for a practice: as strict as for what is suggested unasked, since a draw is a suggestion
 * (domain.md §5.2). What is never suggested is never drawn, whatever was screened.
 */
public enum Clearance {
    NEVER_SUGGESTED("is the member's own choice only, and never drawn"),
    NOT_SCREENED("can be drawn only after the screening was answered"),
    RULED_OUT("is ruled out by a condition of the screening"),
    CAUTION("needs caution with a condition of the screening, so it is not drawn");

    private final String detail;

    Clearance(String detail) {
        this.detail = detail;
    }

    /** As the end of a sentence that begins with the practice. */
    public String detail() {
        return detail;
    }

    /** Why not; empty when it is cleared. */
    public static Optional<Clearance> refusal(PosePractice practice, @Nullable Screening screening) {
        if (!practice.nudgeable() || practice.forceful()) {
            return Optional.of(NEVER_SUGGESTED);
        }
        if (screening == null) {
            return practice.doNotSuggestIf().isEmpty() ? Optional.empty() : Optional.of(NOT_SCREENED);
        }
        if (screening.conditions().stream().anyMatch(practice.doNotSuggestIf()::contains)) {
            return Optional.of(RULED_OUT);
        }
        return screening.conditions().stream().anyMatch(practice.caution()::contains)
                ? Optional.of(CAUTION)
                : Optional.empty();
    }
}
