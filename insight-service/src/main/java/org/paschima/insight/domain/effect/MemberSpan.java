package org.paschima.insight.domain.effect;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.paschima.insight.domain.day.DayCells;

/**
 * What the effect needs of one member over a range of local dates.
 *
 * @param firstDecision the local date of the member's first decision ever, from which weeks are counted
 * @param days of the range and {@value #DAYS_AROUND} days around it: what was done before the first decision and after
 *     the last may lie on other local dates
 */
public record MemberSpan(LocalDate firstDecision, List<Decision> decisions, Collection<DayCells> days) {

    /** Twenty-four hours, and zones up to a day apart when a member travels. */
    public static final int DAYS_AROUND = 2;

    public MemberSpan {
        decisions = List.copyOf(decisions);
        days = List.copyOf(days);
    }
}
