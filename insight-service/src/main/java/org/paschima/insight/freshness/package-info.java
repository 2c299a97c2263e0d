/** How fresh an answer is, and waiting until it is fresh enough: a reader can wait for its own write. */
@NullMarked
package org.paschima.insight.freshness;

import org.jspecify.annotations.NullMarked;
