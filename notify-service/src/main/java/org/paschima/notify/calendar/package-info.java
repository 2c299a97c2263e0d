/**
 * What of a member's plan is still to come, as a calendar that programs of others subscribe to by a secret address (ADR 58).
 * {@link org.paschima.notify.calendar.PlannedPauses} is where it begins; the store is a port.
 */
@NullMarked
package org.paschima.notify.calendar;

import org.jspecify.annotations.NullMarked;
