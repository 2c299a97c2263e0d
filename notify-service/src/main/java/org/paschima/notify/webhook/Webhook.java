package org.paschima.notify.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address that a studio registered.
 *
 * @param revision grows with each change by its studio; what {@code If-Match} names
 * @param secrets the newest first
 */
public record Webhook(
        String id, String tenant, long revision, Wanted wanted, List<Secret> secrets, Instant createdAt, State state) {

    public Webhook {
        secrets = List.copyOf(secrets);
    }

    /**
     * What its studio says of it.
     *
     * @param isOn whether anything is to be sent
     */
    public record Wanted(String name, URI address, Set<Kind> kinds, Late late, boolean isOn) {
        public Wanted {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * How it goes.
     *
     * @param places up to where everything was delivered, or waits to be tried again
     * @param seek where it is to go on instead, since its studio wants a replay
     * @param endedAt when the receiver answered 410; null where it did not
     */
    public record State(
            Places places,
            @Nullable Places seek,
            Breaker breaker,
            @Nullable Instant endedAt,
            @Nullable Instant deliveredAt) {}

    /** Whether it is on and has not said that it wants no more. */
    public boolean isToBeSentTo() {
        return wanted.isOn() && state.endedAt() == null;
    }

    /** Says nothing of its secrets or its address. */
    @Override
    public String toString() {
        return "Webhook[id=" + id + ", revision=" + revision + "]";
    }
}
