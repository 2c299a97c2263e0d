package org.paschima.notify.mail;

import org.paschima.notify.webhook.Sent;

/**
 * Hands a mail over to a relay, once. Blocks until it took it or there is an answer, or there will be none. That the relay knows
 * of no such mailbox is {@link Sent.Outcome#GONE}; all else that it says is {@link Sent.Outcome#REFUSED}, and may pass.
 */
@FunctionalInterface
public interface Courier {
    Sent send(Mail mail) throws InterruptedException;
}
