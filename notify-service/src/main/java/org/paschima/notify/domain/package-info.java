/**
 * What a nudge depends on, as pure functions: {@link org.paschima.notify.domain.Evolution} folds facts into a member's
 * state, {@link org.paschima.notify.domain.Decider} decides a decision point from it. Knows the JDK and the contract.
 */
@NullMarked
package org.paschima.notify.domain;

import org.jspecify.annotations.NullMarked;
