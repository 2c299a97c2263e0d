package org.paschima.notify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.paschima.http.auth.Asker;
import org.paschima.notify.delivery.Channel;
import org.paschima.notify.http.GuardedPost;
import org.paschima.notify.http.PushRoutes;
import org.paschima.notify.mongo.MongoPushes;
import org.paschima.notify.mongo.MongoWebhooks;
import org.paschima.notify.push.BrowserTopic;
import org.paschima.notify.push.PushPost;
import org.paschima.notify.push.Vapid;
import org.paschima.notify.webhook.Arrivals;
import org.paschima.notify.webhook.Breaker;
import org.paschima.notify.webhook.ChosenTopic;
import org.paschima.notify.webhook.Kind;
import org.paschima.notify.webhook.Late;
import org.paschima.notify.webhook.NudgeTopic;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Standings;
import org.paschima.notify.webhook.Targets;
import org.paschima.notify.webhook.Webhook;
import org.paschima.runtime.Opened;

/**
 * Web Push, wired: each studio is one receiver of the rounds, as a webhook is, which is there from the first browser on that
 * one of its members subscribes.
 */
final class Pushing {

    /** Nobody registers it, and it leads nowhere: each browser has an address of its own. */
    private static final URI NOWHERE = URI.create("https://browsers.invalid/");

    /** What the rest of the service lends. */
    record Lent(
            MongoWebhooks studios,
            GuardedPost post,
            NudgeTopic topic,
            Standings standings,
            Arrivals arrivals,
            Targets targets,
            InstantSource clock,
            MeterRegistry meters) {}

    private Pushing() {}

    /** Begins to deliver if there are keys; what the routes need either way. */
    static PushRoutes.Terms open(Opened opened, PushConfig config, MongoPushes browsers, Lent lent, String holder) {
        config.vapid().ifPresent(vapid -> deliver(opened, config, vapid, browsers, lent, holder));
        return new PushRoutes.Terms(browsers, publicKey(config), config.ofAMember(), lent.targets());
    }

    private static @Nullable String publicKey(PushConfig config) {
        return config.vapid().map(Vapid::publicKey).orElse(null);
    }

    /** Has the nudges of a studio go to its members' browsers from now on, if they do not yet. */
    static void begin(String tenant, MongoWebhooks studios, NudgeTopic topic, InstantSource clock) {
        if (studios.find(tenant, tenant).isPresent()) {
            return;
        }
        try {
            studios.ensure(new Webhook(
                    tenant,
                    tenant,
                    1,
                    new Webhook.Wanted("browsers", NOWHERE, Set.of(Kind.values()), Late.SKIP, true),
                    List.of(),
                    clock.instant(),
                    new Webhook.State(topic.ends(), null, Breaker.CLOSED, null, null)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking where the nudges topic ends", e);
        }
    }

    private static void deliver(
            Opened opened, PushConfig config, Vapid vapid, MongoPushes browsers, Lent lent, String holder) {
        var counts = new WebhookCounts(
                "notify_push_attempts_total", "Messages to browsers, by what came of it", lent.meters());
        PushPost.Courier courier = (tenant, receiver, to, headers, body) ->
                lent.post().send(new Asker(tenant, receiver), new GuardedPost.Message(to, headers, body, 0));
        var rounds = opened.add(new Rounds(
                new Rounds.Parts(
                        lent.studios(),
                        new BrowserTopic(new ChosenTopic(lent.topic(), new Channel.WebPush().choice()), browsers),
                        lent.standings(),
                        new PushPost(browsers, vapid, courier, lent.clock(), counts),
                        lent.clock(),
                        () -> ThreadLocalRandom.current().nextDouble(),
                        counts,
                        config.terms(),
                        lent.arrivals()),
                holder));
        Gauge.builder("notify_push_studios_held", rounds, Rounds::holding)
                .description("Studios to whose members' browsers this instance delivers")
                .register(lent.meters());
    }
}
