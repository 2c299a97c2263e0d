package org.paschima.insight.store;

import org.paschima.contract.LogPosition;

/**
 * What was read, all of it as of one moment.
 *
 * @param asOf up to where the member's facts are folded in it
 * @param revision the largest offset among the changes it contains, deletions included; −1 when nothing ever was
 */
public record Snapshot<T>(LogPosition asOf, long revision, T content) {}
