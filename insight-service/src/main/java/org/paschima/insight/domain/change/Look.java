package org.paschima.insight.domain.change;

import java.util.Optional;
import java.util.Set;
import org.paschima.insight.domain.day.IsoWeek;

/**
 * The one look that is taken at a member's week when it has ended (domain.md §2.9), at the {@value Window#DAYS} days up to its end.
 *
 * @param evidence whether what was found is a step, and since when
 */
public record Look(IsoWeek week, Verdict verdict, Set<Occasion> occasions, StepEvidence evidence) {

    /** Of a look that is beyond doubt. */
    public Look(IsoWeek week, Verdict verdict, Set<Occasion> occasions) {
        this(
                week,
                verdict,
                occasions,
                new StepEvidence(Double.POSITIVE_INFINITY, verdict.window().split(), Optional.empty()));
    }

    public Look {
        occasions = Set.copyOf(occasions);
    }

    static Window window(IsoWeek week) {
        return new Window(week.sunday(), Window.DAYS);
    }
}
