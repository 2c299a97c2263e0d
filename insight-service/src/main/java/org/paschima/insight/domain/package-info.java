/**
 * What a member's records mean: days as a pure function of the records that survive on them, and the trends, levels and
 * balance that follow from days (domain.md §1.2, §2).
 *
 * <p>Laws. Nothing here knows where facts come from or are kept. The same records give the same day, in whatever order
 * they come; sums of ratings are whole numbers, so merging is exact.
 */
@NullMarked
package org.paschima.insight.domain;

import org.jspecify.annotations.NullMarked;
