package org.paschima.notify.domain;

import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;

/** One decided decision point: the member's state after it, its receipt, and the nudge if one was sent. */
public record Decision(MemberState state, Receipt receipt, NudgeEvent.@Nullable Issued nudge) {}
