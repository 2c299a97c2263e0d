package org.paschima.notify.webhook;

/** A way for a message that stands for no entry of the nudge log, as one by which a studio tries its webhook. */
@FunctionalInterface
public interface LetterPost {

    /** Sends it once. Blocks until there is an answer, or there will be none. */
    Sent send(Webhook webhook, Letter letter) throws InterruptedException;
}
