package org.paschima.notify.webhook;

import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Signs as Standard Webhooks has it: under every secret that holds, so that a receiver can change over. */
public final class Signatures {

    private Signatures() {}

    /** The value of {@code webhook-signature}, for a time in whole seconds. */
    public static String of(List<Secret> secrets, Letter letter, Instant at) {
        var body = new String(letter.body(), StandardCharsets.UTF_8);
        var all = new ArrayList<String>();
        for (var secret : secrets) {
            if (secret.signsAt(at)) {
                all.add(sign(secret, letter.id(), at.getEpochSecond(), body));
            }
        }
        return String.join(" ", all);
    }

    private static String sign(Secret secret, String id, long seconds, String body) {
        try {
            return new com.standardwebhooks.Webhook(secret.text()).sign(id, seconds, body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("the JDK has no HMAC with SHA-256", e);
        }
    }
}
