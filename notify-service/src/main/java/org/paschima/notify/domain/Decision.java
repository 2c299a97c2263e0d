package org.paschima.notify.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;

/**
 * One decided decision point: the member's state after it, its receipt, and the nudge if one was sent. Or a run of such that
 * went by, with one receipt.
 *
 * @param covered keys of the decision points that the receipt is of, in order: one, but for a run
 * @param outcomes what is known by now of decision points before it
 */
public record Decision(
        MemberState state,
        Receipt receipt,
        List<String> covered,
        NudgeEvent.@Nullable Issued nudge,
        List<Learning.Outcome> outcomes) {
    public Decision {
        covered = List.copyOf(covered);
        outcomes = List.copyOf(outcomes);
    }
}
