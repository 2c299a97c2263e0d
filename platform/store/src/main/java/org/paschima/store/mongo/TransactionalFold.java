package org.paschima.store.mongo;

import com.mongodb.client.ClientSession;
import org.paschima.log.Batch;
import org.paschima.log.LogEnd;
import org.paschima.log.LogPartition;

/** What a service does with a batch, inside the transaction that also moves the position. */
public interface TransactionalFold {

    /** Reads and writes through the session only. It may be called again for the same batch after an abort. */
    void fold(ClientSession session, Batch batch, Parking parking);

    /** The batch is stored for good: the time for metrics and wake-ups. */
    default void committed(Batch batch) {}

    default void assigned(LogPartition partition) {}

    default void revoked(LogPartition partition) {}

    /** See {@link org.paschima.log.BatchFold#tick}. */
    default boolean tick(LogPartition partition, LogEnd logEnd) {
        return false;
    }
}
