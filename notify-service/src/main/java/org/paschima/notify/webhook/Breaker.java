package org.paschima.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a receiver is left alone for a while, since it failed several times on end. When that is over one message is tried;
 * the way opens with the first that arrives. What waits meanwhile is kept.
 *
 * @param failures on end
 * @param rests so many times it was left alone since it last answered well
 * @param until when the next message is tried; null while it is not left alone
 * @param since the first of the failures
 */
public record Breaker(
        int failures,
        int rests,
        @Nullable Instant until,
        @Nullable Instant since) {

    /** Nothing is known against it. */
    public static final Breaker CLOSED = new Breaker(0, 0, null, null);

    private static final int MOST_FAILURES = 5;
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;

    /** Whether nothing is sent now. */
    boolean restsAt(Instant now) {
        return until != null && now.isBefore(until);
    }

    /** Whether the next message is a trial. */
    boolean isTrying() {
        return until != null;
    }

    /** So many failed, and none arrived; {@code chance} of 0 to 1 spreads the trials of many. */
    Breaker failed(int more, Instant now, double chance) {
        int all = failures + more;
        var first = since == null ? now : since;
        if (!isTrying() && all < MOST_FAILURES) {
            return new Breaker(all, rests, null, first);
        }
        var wait = FIRST.multipliedBy(1L << Math.min(rests, MOST_DOUBLINGS));
        var bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return new Breaker(
                all, rests + 1, now.plus(bounded).plusMillis((long) (bounded.toMillis() * chance / 4)), first);
    }

    /** Whether so many more failures on end are enough to leave it alone. */
    boolean wouldOpen(int more) {
        return failures + more >= MOST_FAILURES;
    }
}
