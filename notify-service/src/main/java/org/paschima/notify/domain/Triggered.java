package org.paschima.notify.domain;

import java.time.Instant;
import org.paschima.contract.Receipt.Trigger;

/**
 * What brought a decision point that is no slot of the plan, by what was observed (docs/adr/0066).
 *
 * @param at when it came about
 * @param since when what is looked at began
 * @param minutes observed since then
 * @param changes noted in them
 */
public record Triggered(Trigger trigger, Instant at, Instant since, int minutes, int changes) {}
