/** Decides nudges from the member log and delivers them from one nudge log. */
@NullMarked
package org.paschima.notify;

import org.jspecify.annotations.NullMarked;
