package org.paschima.notify.http;

import java.util.Objects;
import java.util.regex.Pattern;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.notify.webhook.Webhook;

/** The {@code ETag} of a webhook, and {@code If-Match} against it. */
final class WebhookTag {

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})(?:\\.[0-9a-f]{1,8})?\"?");

    private WebhookTag() {}

    /** The revision alone. */
    static String of(Webhook webhook) {
        return "\"" + webhook.revision() + "\"";
    }

    /** The revision, which {@code If-Match} is held against, and what it shows beside: that changes by itself. */
    static String of(Webhook webhook, long waiting) {
        return "\"" + webhook.revision() + "."
                + Integer.toHexString(
                        Objects.hash(webhook.state(), waiting, webhook.secrets().size())) + "\"";
    }

    static void check(Call call, Webhook seen) {
        var header = call.header("If-Match").map(String::strip);
        if (header.isEmpty() || header.get().equals("*")) {
            return;
        }
        for (var each : COMMA.split(header.get(), -1)) {
            var tag = TAG.matcher(each);
            if (tag.matches() && tag.group(1).equals(Long.toString(seen.revision()))) {
                return;
            }
        }
        throw changedMeanwhile(seen);
    }

    static ProblemException changedMeanwhile(Webhook webhook) {
        return Problem.of(
                        ProblemType.PRECONDITION_FAILED,
                        "the webhook is not the one that If-Match names; read it again")
                .withHeader("ETag", of(webhook))
                .asException();
    }
}
