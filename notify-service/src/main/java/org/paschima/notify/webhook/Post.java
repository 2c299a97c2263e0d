package org.paschima.notify.webhook;

/** A way for an entry of the nudge log, to whoever a receiver of the {@link Rounds} stands for. */
@FunctionalInterface
public interface Post {

    /** Sends it once. Blocks until there is an answer, or there will be none. */
    Sent send(Webhook webhook, Line line) throws InterruptedException;
}
