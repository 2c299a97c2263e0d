/**
 * Nudges to addresses that studios register: signed, in order for each member, tried again for a day, and never silently
 * off. {@link org.paschima.notify.webhook.Rounds} is where it begins; stores, topic and network are ports.
 */
@NullMarked
package org.paschima.notify.webhook;

import org.jspecify.annotations.NullMarked;
