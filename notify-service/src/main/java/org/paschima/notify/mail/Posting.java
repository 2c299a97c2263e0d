package org.paschima.notify.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.webhook.Retries;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Sent;

/**
 * What both kinds of mail are sent with.
 *
 * @param longest what sending one may take
 * @param chance of 0 to 1, anew each time
 */
public record Posting(
        Courier courier, InstantSource clock, Duration longest, DoubleSupplier chance, Rounds.Counts counts) {

    /** Empty where it is held too short a while by now: another instance may send it before this one has. */
    Optional<Sent> send(Held<?> held, Mail mail) throws InterruptedException {
        if (held.heldUntil() - System.nanoTime() < longest.toNanos()) {
            return Optional.empty();
        }
        var sent = courier.send(mail);
        counts.attempted(sent.outcome());
        return Optional.of(sent);
    }

    /** How long to wait after so many attempts; empty when they were the last. */
    Optional<Duration> again(int attempts) {
        return Retries.after(attempts, null, chance.getAsDouble());
    }
}
