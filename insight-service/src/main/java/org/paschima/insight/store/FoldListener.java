package org.paschima.insight.store;

import org.paschima.log.Batch;
import org.paschima.log.LogPartition;

/** Hears what was folded, after it is stored. Called by the owners of partitions; what it takes, the fold waits for. */
@FunctionalInterface
public interface FoldListener {

    /** A partition is folded and stored up to {@code next}, the first offset that is not. */
    void folded(LogPartition partition, long next);

    /** What it was folded up to with. */
    default void stored(Batch batch) {}
}
