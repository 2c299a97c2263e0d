/**
 * Keeps the member log folded: the loops of each generation, and the way from one generation to the next.
 */
@NullMarked
package org.paschima.insight.fold;

import org.jspecify.annotations.NullMarked;
