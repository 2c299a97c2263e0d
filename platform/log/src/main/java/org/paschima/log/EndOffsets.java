package org.paschima.log;

import java.util.concurrent.CompletableFuture;

/** The ends of partitions, for threads that do not own them. Never blocks; fails with {@link LogUnavailableException}. */
public interface EndOffsets {
    CompletableFuture<Long> endOf(LogPartition partition);
}
