/**
 * Whether nudging does anything (domain.md §4.6): the marginal excursion effect of a nudge over the members of a studio,
 * from what was decided by lot and what came after it. {@link org.paschima.insight.domain.effect.NudgeEffect} is the
 * entry.
 */
@NullMarked
package org.paschima.insight.domain.effect;

import org.jspecify.annotations.NullMarked;
