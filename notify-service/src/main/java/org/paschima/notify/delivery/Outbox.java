package org.paschima.notify.delivery;

import java.time.Instant;
import java.util.List;
import org.paschima.contract.codec.Message;

/** What is stored and not yet acknowledged by the topics. Every call blocks. */
public interface Outbox {

    /** The next messages of a partition, those of one member in order. */
    List<Unpublished> next(int partition, int most);

    /** Marks what the log acknowledged. */
    void published(List<Unpublished> acknowledged);

    /**
     * A message, the same whenever it is made again.
     *
     * @param collection where it is stored
     * @param id by which it is marked there
     * @param validUntil when it is too late to publish it; {@link Instant#MAX} of what stays true
     */
    record Unpublished(String collection, Object id, Instant validUntil, Message record) {}
}
