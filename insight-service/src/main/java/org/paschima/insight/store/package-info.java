/**
 * What insight asks of its stores: the ports, and what is read and written through them. Nothing here knows which
 * database answers.
 *
 * <p>Laws. An answer is of one moment and says of which. What was in fact said to a member, drawn or released of a group is
 * kept beside the derived state, and outlives every recomputation and rebuild.
 */
@NullMarked
package org.paschima.insight.store;

import org.jspecify.annotations.NullMarked;
