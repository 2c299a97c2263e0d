/**
 * The science of insight, pure: cells that are functions of the surviving records, and what is concluded from them.
 *
 * <p>Laws. Whatever order, repetition and batching records arrive in, the same survive ({@link
 * org.paschima.contract.Rank}), and cells depend on the survivors alone. Sums are integers, so merging is exact in any
 * order.
 */
@NullMarked
package org.paschima.insight.domain;

import org.jspecify.annotations.NullMarked;
