package org.paschima.notify.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;

/**
 * One decided decision point: the member's state after it, its receipt, and the nudge if one was sent.
 *
 * @param outcomes what is known by now of decision points before it
 */
public record Decision(
        MemberState state, Receipt receipt, NudgeEvent.@Nullable Issued nudge, List<Learning.Outcome> outcomes) {
    public Decision {
        outcomes = List.copyOf(outcomes);
    }
}
