/**
 * When members are busy, read from calendars of theirs (ADR 67); {@link org.paschima.notify.busy.Looking} is where to begin.
 * Of a calendar nothing is kept but from when to when there is something.
 */
@NullMarked
package org.paschima.notify.busy;

import org.jspecify.annotations.NullMarked;
