package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import org.paschima.log.Batch;
import org.paschima.store.mongo.Parking;

/** Folds what a batch says of records into one layout of the store. */
interface RecordFold {

    /**
     * Folds the records of a batch.
     *
     * @param isLate whether the batch comes out of turn, beside the owner of the partition
     * @return how many versions changed something
     */
    int fold(ClientSession session, Batch batch, Changes changes, boolean isLate, Parking parking);
}
