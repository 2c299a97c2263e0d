package org.paschima.notify.webhook;

/** Sends a message to an address, once. Blocks until there is an answer, or there will be none. */
@FunctionalInterface
public interface Post {

    Sent send(Webhook webhook, Letter letter) throws InterruptedException;

    /** Sends an entry of the nudge log. */
    default Sent send(Webhook webhook, Line line) throws InterruptedException {
        return send(webhook, Letter.of(line));
    }
}
