package org.paschima.store.mongo;

import com.mongodb.client.ClientSession;
import java.util.List;
import org.paschima.log.Batch;
import org.paschima.log.LogEnd;
import org.paschima.log.LogPartition;

/** What a service does with a batch, inside the transaction that also moves the position. */
public interface TransactionalFold {

    /** Reads and writes through the session only. It may be called again for the same batch after an abort. */
    void fold(ClientSession session, Batch batch, Parking parking);

    /** Whether small batches of several partitions cost less in one transaction. */
    default boolean foldsTogether() {
        return false;
    }

    /** A batch, and where what can never be folded of it is set aside. */
    record Part(Batch batch, Parking parking) {}

    /** The same of batches of several partitions. */
    default void fold(ClientSession session, List<Part> parts) {
        parts.forEach(part -> fold(session, part.batch(), part.parking()));
    }

    /** The batch is stored for good: the time for metrics and wake-ups. */
    default void committed(Batch batch) {}

    default void assigned(LogPartition partition) {}

    default void revoked(LogPartition partition) {}

    /** See {@link org.paschima.log.BatchFold#tick}. */
    default boolean tick(LogPartition partition, LogEnd logEnd) {
        return false;
    }
}
