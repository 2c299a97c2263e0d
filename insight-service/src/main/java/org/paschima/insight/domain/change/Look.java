package org.paschima.insight.domain.change;

import java.util.Set;
import org.paschima.insight.domain.IsoWeek;

/** The one look that is taken at a member's week when it has ended (domain.md §2.9), at the {@value Window#DAYS} days up to its end. */
public record Look(IsoWeek week, Verdict verdict, Set<Occasion> occasions) {
    public Look {
        occasions = Set.copyOf(occasions);
    }

    static Window window(IsoWeek week) {
        return new Window(week.sunday(), Window.DAYS);
    }
}
