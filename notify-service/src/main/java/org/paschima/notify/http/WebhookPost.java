package org.paschima.notify.http;

import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paschima.http.auth.Asker;
import org.paschima.notify.webhook.Letter;
import org.paschima.notify.webhook.Post;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Signatures;
import org.paschima.notify.webhook.Targets;
import org.paschima.notify.webhook.Webhook;

/** Sends a message to a webhook, signed as Standard Webhooks has it, in the turn of its studio. */
public final class WebhookPost implements Post, AutoCloseable {

    private static final int MOST_REDIRECTS = 3;

    private final GuardedPost post;
    private final InstantSource clock;

    /** @param atOnce messages on their way to all receivers together */
    public WebhookPost(Vertx vertx, Targets targets, int atOnce, Duration timeout, InstantSource clock) {
        this(vertx, targets, atOnce, timeout, clock, null);
    }

    /** @param trusted whose certificates are taken; null for those that the JDK takes */
    WebhookPost(
            Vertx vertx,
            Targets targets,
            int atOnce,
            Duration timeout,
            InstantSource clock,
            @Nullable TrustOptions trusted) {
        this.post = new GuardedPost(vertx, targets, atOnce, timeout, clock, trusted);
        this.clock = clock;
    }

    @Override
    public Sent send(Webhook webhook, Letter letter) throws InterruptedException {
        var at = clock.instant();
        return post.send(
                new Asker(webhook.tenant(), "w:" + webhook.id()),
                new GuardedPost.Message(
                        webhook.wanted().address(),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "User-Agent",
                                "Paschima-Webhooks/1",
                                "webhook-id",
                                letter.id(),
                                "webhook-timestamp",
                                Long.toString(at.getEpochSecond()),
                                "webhook-signature",
                                Signatures.of(webhook.secrets(), letter, at)),
                        letter.body(),
                        MOST_REDIRECTS));
    }

    @Override
    public void close() {
        post.close();
    }
}
