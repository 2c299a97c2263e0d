/**
 * The conclusions tried on simulated members whose truth is known (domain.md §6.3): {@link
 * org.paschima.bench.evaluation.EvaluationCommand} prints the table.
 *
 * <p>Laws. The domain functions are called as the services call them, on days folded from the members' records; the truth
 * is looked at only to judge. Nothing is drawn here: the same seeds give the same table. Held-out seeds are not used by
 * accident.
 */
@NullMarked
package org.paschima.bench.evaluation;

import org.jspecify.annotations.NullMarked;
