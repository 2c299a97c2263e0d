/**
 * Nudges to the browsers that members subscribed (ADR 59), by the rounds that deliver to webhooks: for each studio there is one
 * receiver, whose messages are those to each browser. {@link org.paschima.notify.push.BrowserTopic} says to which.
 */
@NullMarked
package org.paschima.notify.push;

import org.jspecify.annotations.NullMarked;
