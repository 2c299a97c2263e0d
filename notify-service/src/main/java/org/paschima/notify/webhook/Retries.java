package org.paschima.notify.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a message that failed is sent again: eleven times in all, over a day and a little more, so that receivers heal. */
public final class Retries {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofMinutes(510));

    /** So much longer each wait may be, by chance: receivers that came back are not met by all at once. */
    private static final double JITTER = .2;

    private static final Duration LONGEST = Duration.ofHours(24);

    private Retries() {}

    /**
     * How long to wait after so many attempts; empty when they were the last.
     *
     * @param asked what the receiver asked for, which is heeded up to a day
     * @param chance of 0 to 1
     */
    public static Optional<Duration> after(int attempts, @Nullable Duration asked, double chance) {
        if (attempts > WAITS.size()) {
            return Optional.empty();
        }
        var usual = WAITS.get(attempts - 1);
        var wait = usual.plusMillis((long) (usual.toMillis() * JITTER * chance));
        if (asked == null || asked.compareTo(wait) <= 0) {
            return Optional.of(wait);
        }
        return Optional.of(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }
}
