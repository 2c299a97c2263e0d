/**
 * Habit without streaks, and variety of posture (domain.md §4.1).
 *
 * <p>Laws. A missed day lowers, it never resets; a day of planned rest changes nothing. What nobody observed is unknown: it
 * is neither held still nor moved. All is a function of the surviving sessions and checks, whatever order they came in.
 */
@NullMarked
package org.paschima.insight.domain.habit;

import org.jspecify.annotations.NullMarked;
