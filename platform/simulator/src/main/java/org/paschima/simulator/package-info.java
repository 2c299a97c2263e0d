/**
 * Seeded members with plausible histories, and the truth behind them: the generative model of domain.md §6.2.
 *
 * <p>Laws. Everything is a function of model, seed, member number and days; each {@link org.paschima.simulator.Aspect} of
 * chance has a stream of its own. Numbers are in {@code parameters.json}. Nothing here knows a service.
 */
@NullMarked
package org.paschima.simulator;

import org.jspecify.annotations.NullMarked;
