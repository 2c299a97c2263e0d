package org.paschima.notify;

import java.time.Duration;
import java.util.Optional;
import org.paschima.notify.push.Vapid;
import org.paschima.notify.webhook.Terms;
import org.paschima.runtime.config.Env;

/**
 * With which keys browsers are sent to, and how much of the service that may have.
 *
 * @param vapid empty where this service pushes nothing
 * @param ofAMember browsers of one member
 * @param inFlight messages on their way to all browsers together
 * @param timeout how long a push service may take for one
 */
public record PushConfig(Optional<Vapid> vapid, int ofAMember, int inFlight, Duration timeout) {

    private static final String PRIVATE_KEY = "PUSH_PRIVATE_KEY";
    private static final int MOST = 100_000;
    private static final int WAITING = 10_000;
    private static final int TO_A_STUDIO = 128;

    static PushConfig from(Env env) {
        var publicKey = env.optional(
                "PUSH_PUBLIC_KEY", "the key that browsers subscribe with, in base64url; without it nothing is pushed");
        var privateKey = env.optional(PRIVATE_KEY, "the secret that belongs to it, in base64url");
        var subject = env.string("PUSH_SUBJECT", "", "whom push services may ask, as mailto:push@example.org");
        return new PushConfig(
                vapid(env, publicKey, privateKey, subject),
                env.integer("PUSH_PER_MEMBER", 10, 1, MOST, "browsers of one member"),
                env.integer(
                        "PUSH_SENDS_AT_ONCE", 512, 1, MOST, "messages to all browsers on their way at once, in shares"),
                env.duration("PUSH_TIMEOUT", Duration.ofSeconds(5), "how long a push service may take for a message"));
    }

    private static Optional<Vapid> vapid(
            Env env, Optional<String> publicKey, Optional<String> privateKey, String subject) {
        if (publicKey.isEmpty() && privateKey.isEmpty()) {
            return Optional.empty();
        }
        if (publicKey.isEmpty() || privateKey.isEmpty() || subject.isEmpty()) {
            env.problem(PRIVATE_KEY, "PUSH_PUBLIC_KEY, PUSH_PRIVATE_KEY and PUSH_SUBJECT are needed together");
            return Optional.empty();
        }
        try {
            return Optional.of(Vapid.of(publicKey.get(), privateKey.get(), subject));
        } catch (IllegalArgumentException e) {
            env.problem(PRIVATE_KEY, "of PUSH_PUBLIC_KEY, PUSH_PRIVATE_KEY and PUSH_SUBJECT: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Many receivers are behind one studio's messages, so none of them tells of the others. */
    Terms terms() {
        return new Terms(Math.min(inFlight, TO_A_STUDIO), WAITING, 1, false);
    }
}
