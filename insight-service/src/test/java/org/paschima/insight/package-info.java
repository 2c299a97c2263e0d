/** Tests of insight-service as a whole, and the histories that they share. */
@NullMarked
package org.paschima.insight;

import org.jspecify.annotations.NullMarked;
