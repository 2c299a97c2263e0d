/** Seeded members with plausible histories. */
@NullMarked
package org.paschima.simulator;

import org.jspecify.annotations.NullMarked;
