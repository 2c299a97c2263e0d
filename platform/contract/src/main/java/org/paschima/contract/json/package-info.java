/** Bounded JSON: a small tree, a reader that refuses what is too big, and field readers that list every problem. */
@NullMarked
package org.paschima.contract.json;

import org.jspecify.annotations.NullMarked;
