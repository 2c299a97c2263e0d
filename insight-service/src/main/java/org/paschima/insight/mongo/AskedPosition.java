package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import java.util.List;
import java.util.function.Consumer;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;
import org.paschima.log.LogPartition;
import org.paschima.store.mongo.Positions;

/**
 * The place in the log that a snapshot is as of: read by itself, or along with the first thing that is asked, which saves a round trip to the
 * store. Whoever is told data is told first if they have to be read elsewhere. Used by one thread.
 */
final class AskedPosition {

    private final ClientSession session;
    private final Positions positions;
    private final LogPartition partition;
    private @Nullable LogPosition known;

    AskedPosition(ClientSession session, Positions positions, LogPartition partition) {
        this.session = session;
        this.positions = positions;
        this.partition = partition;
    }

    boolean isKnown() {
        return known != null;
    }

    /** @throws CutOverException when the partition is read in another generation */
    LogPosition get() {
        var place = known;
        return place != null ? place : of(positions.stored(session, partition));
    }

    /** Reads what a pipeline finds in a collection as well; of nothing that is read elsewhere. */
    void getWith(String collection, List<Bson> pipeline, Consumer<RawBsonDocument> each) {
        of(positions.storedWith(session, partition, collection, pipeline, each));
    }

    private LogPosition of(Positions.Stored stored) {
        stored.successor().ifPresent(successor -> {
            throw new CutOverException(successor);
        });
        var place = LogPosition.foldedTo(partition.partition(), stored.next());
        known = place;
        return place;
    }
}
