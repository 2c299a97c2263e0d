/** Time that is passed in: the clock that tests and demonstrations can drive. */
@NullMarked
package org.paschima.runtime.time;

import org.jspecify.annotations.NullMarked;
