/** Random histories of members with all faults at once, run on the service's own code, and a judge who shares none of it. */
@NullMarked
package org.paschima.notify.history;

import org.jspecify.annotations.NullMarked;
