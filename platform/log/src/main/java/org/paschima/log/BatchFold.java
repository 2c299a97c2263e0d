package org.paschima.log;

import java.util.List;

/**
 * What a service does with its partitions. All calls for a partition come from the one thread that owns it, between
 * {@link #assigned} and {@link #revoked}.
 */
public interface BatchFold {

    /**
     * Begins owning a partition.
     *
     * @return the stored position: the offset of the first entry that was not folded yet
     * @throws LogChangedException when the topic is not the one that was folded before
     * @throws StoreUnavailableException to be asked again later
     */
    long assigned(LogPartition partition, TopicIdentity topic);

    /**
     * Folds a batch and moves the position from {@code batch.start()} to {@code batch.next()}, all or nothing.
     *
     * @throws NotOwnerException when the position was moved by somebody else
     * @throws StoreUnavailableException to be tried again later with a batch from the same place
     */
    void fold(Batch batch);

    /**
     * Folds small batches, each of another partition of the caller's, all or nothing, where that costs less. What fails together
     * may well be folded apart.
     *
     * @return whether it did; else nothing was done, and they are to be folded apart
     * @throws NotOwnerException when one of the positions was moved by somebody else
     * @throws StoreUnavailableException to be tried again later with batches from the same places
     */
    default boolean foldTogether(List<Batch> batches) {
        return false;
    }

    /** The partition is no longer ours, handed over or lost: forget it. */
    void revoked(LogPartition partition);

    /**
     * Timed work on an owned partition, a while of it at most; called often, also when nothing arrives, and after a wake-up.
     *
     * @return whether more is waiting: then it is called again as soon as what arrived meanwhile is folded
     */
    default boolean tick(LogPartition partition, LogEnd logEnd) {
        return false;
    }
}
