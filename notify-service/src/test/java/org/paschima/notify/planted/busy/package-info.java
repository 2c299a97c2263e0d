/** Violations of the architecture, planted so that each rule is seen to find one. */
@NullMarked
package org.paschima.notify.planted.busy;

import org.jspecify.annotations.NullMarked;
