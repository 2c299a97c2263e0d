/**
 * What one local day says: which versions of records survive, and the cells, postures and observations that they make.
 *
 * <p>Laws. A day is a pure function of the records that survive on it, whatever order, repetition and batching they arrived
 * in ({@link org.paschima.contract.Rank}). Sums are integers, so merging is exact in any order.
 */
@NullMarked
package org.paschima.insight.domain.day;

import org.jspecify.annotations.NullMarked;
