package org.paschima.notify.push;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.Post;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;
import org.paschima.notify.webhook.Webhook;

/** Sends an entry of the nudge log to one browser, encrypted for it. A browser that wants no more is forgotten. */
public final class PushPost implements Post {

    private static final int NOT_FOUND = 404;

    private final PushStore store;
    private final Vapid vapid;
    private final Courier courier;
    private final InstantSource clock;
    private final Rounds.Counts counts;

    /** Carries a body to an address that was checked, under a time limit, in the turn of a studio. Blocks. */
    @FunctionalInterface
    public interface Courier {
        Sent carry(String tenant, String receiver, URI to, Map<String, String> headers, byte[] body)
                throws InterruptedException;
    }

    public PushPost(PushStore store, Vapid vapid, Courier courier, InstantSource clock, Rounds.Counts counts) {
        this.store = store;
        this.vapid = vapid;
        this.courier = courier;
        this.clock = clock;
        this.counts = counts;
    }

    @Override
    public Sent send(Webhook studio, Line line) throws InterruptedException {
        var browser = store.find(line.member(), line.to());
        if (browser.isEmpty()) {
            return Sent.of(Outcome.LEFT_OUT, Duration.ZERO);
        }
        var message = PushMessage.of(line, clock.instant());
        var sent = courier.carry(
                studio.tenant(),
                browser.get().id(),
                browser.get().endpoint(),
                vapid.headers(browser.get().endpoint(), message),
                vapid.encrypted(browser.get(), message.body()));
        boolean isGone =
                sent.outcome() == Outcome.GONE || Integer.valueOf(NOT_FOUND).equals(sent.status());
        if (!isGone) {
            return sent;
        }
        // Of this browser alone: the studio's others are sent to as before.
        counts.attempted(Outcome.GONE);
        store.remove(line.member(), line.to());
        return Sent.of(Outcome.LEFT_OUT, sent.took());
    }
}
