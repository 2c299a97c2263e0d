package org.paschima.insight.store;

/**
 * What was read, all of it as of one moment.
 *
 * @param asOf up to where the member's facts are folded in it
 * @param revision the largest offset among the changes it contains, deletions included; −1 when nothing ever was
 */
public record Snapshot<T>(AsOf asOf, long revision, T content) {}
