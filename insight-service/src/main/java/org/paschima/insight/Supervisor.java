package org.paschima.insight;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.log.LogChangedException;

/** Looks twice a second whether folding goes on, and says so when it ended for good. */
final class Supervisor implements AutoCloseable {

    private static final int LOOK_MILLIS = 500;

    private final List<Supplier<@Nullable RuntimeException>> deaths;
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch").factory());

    /**
     * Begins to look.
     *
     * @param deaths each says what ended some folding for good, or null
     */
    Supervisor(List<Supplier<@Nullable RuntimeException>> deaths) {
        this.deaths = List.copyOf(deaths);
        var _ = looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A loop that died took its partitions along: a process that folds only some serves nobody, so it ends. */
    private void look() {
        for (var each : deaths) {
            var death = each.get();
            if (death != null) {
                broken.complete("folding ended: " + death.getMessage()
                        + (death instanceof LogChangedException ? InsightService.REMEDY : ""));
            }
        }
    }

    CompletableFuture<String> brokenBy() {
        return broken;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
