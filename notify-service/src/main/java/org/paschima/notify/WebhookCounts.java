package org.paschima.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Sent;

/** What became of messages to one kind of receivers, by outcome. */
final class WebhookCounts implements Rounds.Counts {

    private final Map<Sent.Outcome, Counter> counters = new EnumMap<>(Sent.Outcome.class);

    WebhookCounts(String name, String what, MeterRegistry meters) {
        for (var outcome : Sent.Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder(name)
                            .description(what)
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    @Override
    public void attempted(Sent.Outcome outcome) {
        java.util.Objects.requireNonNull(counters.get(outcome)).increment();
    }
}
