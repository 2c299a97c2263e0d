/** Members by a model of their own, who are unlike those of the simulator: plain entries of a diary, no class of the product. */
@NullMarked
package org.paschima.insight.odd;

import org.jspecify.annotations.NullMarked;
