package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.Pages;
import org.paschima.http.QueryParameters;
import org.paschima.notify.webhook.Attempt;
import org.paschima.notify.webhook.WebhookStore;

/** What was tried to send to a webhook, the newest first, page by page. */
final class WebhookHistory {

    private static final Pattern PLACE =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z)\\|([0-9a-f]{24})");

    private final WebhookStore store;
    private final Asking asking;

    /** Asks the store off the event loop, in the caller's turn. */
    @FunctionalInterface
    interface Asking {
        Future<Answer> ask(Call call, Callable<Answer> work);
    }

    WebhookHistory(WebhookStore store, Asking asking) {
        this.store = store;
        this.asking = asking;
    }

    Future<Answer> answer(Call call) {
        var parameters = new QueryParameters(call);
        int limit = Pages.limit(parameters);
        var before = Pages.after(parameters, WebhookHistory::place);
        parameters.check();
        return asking.ask(call, () -> {
            var webhook =
                    store.find(call.caller().tenant(), call.path("webhook")).orElseThrow(Reads::notFound);
            var found = store.attempts(webhook.id(), before.orElse(null), limit);
            var next = found.size() < limit
                    ? Optional.<String>empty()
                    : Optional.of(found.getLast().at() + "|" + found.getLast().id());
            return Pages.linked(
                    call,
                    Answer.ok(json -> {
                        json.writeArrayFieldStart("items");
                        for (Attempt each : found) {
                            WebhookJson.write(json, each);
                        }
                        json.writeEndArray();
                        Pages.next(json, next);
                    }),
                    next);
        });
    }

    private static Optional<Attempt.Place> place(String plain) {
        var place = PLACE.matcher(plain);
        try {
            return place.matches()
                    ? Optional.of(new Attempt.Place(Instant.parse(place.group(1)), place.group(2)))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
