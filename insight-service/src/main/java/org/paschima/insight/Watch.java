package org.paschima.insight;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.runtime.log.LogChangedException;
import org.paschima.runtime.mongo.MongoStore;

/** Looks twice a second whether folding goes on and the store answers, so that readiness can be answered from memory. */
final class Watch implements AutoCloseable {

    private static final int LOOK_MILLIS = 500;

    private final List<Supplier<@Nullable RuntimeException>> deaths;
    private final MongoStore store;
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch").factory());
    private volatile boolean storeAnswers = true;

    /**
     * Begins to look.
     *
     * @param deaths each says what ended some folding for good, or null
     */
    Watch(List<Supplier<@Nullable RuntimeException>> deaths, MongoStore store) {
        this.deaths = List.copyOf(deaths);
        this.store = store;
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
        storeAnswers = store.answers();
    }

    Optional<String> storeTrouble() {
        return storeAnswers ? Optional.empty() : Optional.of("MongoDB does not answer");
    }

    CompletableFuture<String> brokenBy() {
        return broken;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
