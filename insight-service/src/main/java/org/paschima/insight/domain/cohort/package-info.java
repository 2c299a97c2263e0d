/**
 * What a studio's staff may see of its members together, week by week, and no less than together (domain.md §5.5).
 *
 * <p>{@link org.paschima.insight.domain.cohort.WeekReleases} is the whole rule: what is released of a week, what is taken
 * back, and what stays suppressed. The threat it answers, and what it does not, is in ADR 14.
 */
@NullMarked
package org.paschima.insight.domain.cohort;

import org.jspecify.annotations.NullMarked;
