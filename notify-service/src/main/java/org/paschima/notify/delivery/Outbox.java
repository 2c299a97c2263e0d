package org.paschima.notify.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.paschima.contract.codec.Message;

/** What is stored and not yet acknowledged by the topics, in pages of some messages each. Every call blocks. */
public interface Outbox {

    /** The next pages of some partitions, with {@code most} messages or a page's more; those of one member in order. */
    List<Unpublished> next(Collection<Integer> partitions, int most);

    /**
     * Leaves the log's acknowledged messages out from now on.
     *
     * @param told what {@link #next} gave, all of it
     * @param left what of it is to be published once more, in the same order
     */
    void published(List<Unpublished> told, List<Unpublished> left);

    /**
     * A message, the same whenever it is told again.
     *
     * @param page in which it is stored
     * @param message for the topic as the contract calls it
     * @param validUntil when it is too late to publish it; {@link Instant#MAX} of what stays true
     */
    record Unpublished(Object page, Message message, Instant validUntil) {}
}
