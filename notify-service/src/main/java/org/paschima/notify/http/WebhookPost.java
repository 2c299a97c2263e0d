package org.paschima.notify.http;

import java.time.InstantSource;
import java.util.Map;
import org.paschima.http.auth.Asker;
import org.paschima.notify.webhook.Letter;
import org.paschima.notify.webhook.LetterPost;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.Post;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Signatures;
import org.paschima.notify.webhook.Webhook;

/** Sends a message to a webhook, signed as Standard Webhooks has it, in the turn of its studio. */
public final class WebhookPost implements Post, LetterPost {

    private static final int MOST_REDIRECTS = 3;

    private final GuardedPost post;
    private final InstantSource clock;

    public WebhookPost(GuardedPost post, InstantSource clock) {
        this.post = post;
        this.clock = clock;
    }

    @Override
    public Sent send(Webhook webhook, Line line) throws InterruptedException {
        return send(webhook, Letter.of(line));
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
}
