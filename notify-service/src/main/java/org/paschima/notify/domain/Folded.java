package org.paschima.notify.domain;

import java.util.List;
import org.paschima.contract.NudgeEvent;

/** A member's state after a fact, and the nudges that the fact withdrew. */
public record Folded(MemberState state, List<NudgeEvent.Withdrawn> withdrawals) {
    public Folded {
        withdrawals = List.copyOf(withdrawals);
    }
}
