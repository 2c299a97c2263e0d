/**
 * E-mail (ADR 60): an address that its owner confirms, and at the hours that the member chose one mail with what the nudge log
 * says since the last. {@link org.paschima.notify.delivery.DueRounds} has sent what is due, of each studio in turn.
 */
@NullMarked
package org.paschima.notify.mail;

import org.jspecify.annotations.NullMarked;
