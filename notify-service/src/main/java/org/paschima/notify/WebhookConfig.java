package org.paschima.notify;

import java.net.InetAddress;
import java.time.Duration;
import org.paschima.notify.webhook.Targets;
import org.paschima.notify.webhook.Terms;
import org.paschima.runtime.config.Env;

/**
 * Where webhooks may lead, and how much of the service they may have.
 *
 * @param allowed which addresses are sent to
 * @param inFlight messages on their way to all receivers together
 * @param timeout how long a receiver may take for one
 */
public record WebhookConfig(Allowed allowed, int inFlight, Duration timeout, Terms terms) {

    private static final int MOST = 100_000;

    /** Which addresses are sent to. */
    public enum Allowed {
        PUBLIC,
        ANY
    }

    static WebhookConfig from(Env env) {
        var usual = Terms.usual();
        return new WebhookConfig(
                env.oneOf(
                        "WEBHOOK_TARGETS",
                        Allowed.class,
                        Allowed.PUBLIC,
                        "public: webhooks lead to public https addresses alone; any: to private ones and plain http too"),
                env.integer(
                        "WEBHOOK_SENDS_AT_ONCE",
                        512,
                        1,
                        MOST,
                        "messages to all webhooks on their way at once, in shares"),
                env.duration("WEBHOOK_TIMEOUT", Duration.ofSeconds(15), "how long a webhook may take for a message"),
                new Terms(
                        env.integer(
                                "WEBHOOK_SENDS_TO_ONE",
                                usual.inFlight(),
                                1,
                                MOST,
                                "messages to one webhook on their way at once"),
                        env.integer(
                                "WEBHOOK_WAITING",
                                usual.waiting(),
                                1,
                                MOST,
                                "messages to one webhook that wait to be sent again; beyond it no more is read for it"),
                        env.integer("WEBHOOKS_PER_TENANT", usual.ofATenant(), 1, MOST, "webhooks of one tenant")));
    }

    Targets targets() {
        return allowed == Allowed.ANY
                ? Targets.any(InetAddress::getAllByName)
                : Targets.publicOnly(InetAddress::getAllByName);
    }
}
