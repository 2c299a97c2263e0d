package org.paschima.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.util.List;
import org.bson.Document;
import org.paschima.runtime.log.Batch;
import org.paschima.runtime.log.LogChangedException;
import org.paschima.runtime.log.LogPartition;
import org.paschima.runtime.log.NotOwnerException;
import org.paschima.runtime.log.TopicIdentity;

/** How far each partition was folded: {@code {_id: topic-partition, topicId, partitions, next}}. */
public final class Positions {

    public static final String COLLECTION = "positions";

    private static final String SESSION = "session";

    private final MongoDatabase database;
    private final MongoCollection<Document> positions;

    public Positions(MongoStore store) {
        this.database = store.database();
        this.positions = store.database().getCollection(COLLECTION);
    }

    /** The stored position of a partition, entered as 0 when it is new. */
    long begin(LogPartition partition, TopicIdentity topic) {
        try {
            positions.updateOne(
                    eq("_id", partition.id()),
                    combine(
                            setOnInsert("topicId", topic.topicId()),
                            setOnInsert("partitions", topic.partitions()),
                            setOnInsert("next", 0L)),
                    new UpdateOptions().upsert(true));
            var stored = positions.find(eq("_id", partition.id())).first();
            if (stored == null) {
                throw new IllegalStateException("the position of " + partition.id() + " vanished");
            }
            refuseOther(partition, topic, stored);
            return stored.getLong("next");
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    /**
     * Ends the transaction that an owner before this one may have left open, and notes the new owner's session.
     *
     * <p>The server would keep the locks of a killed owner until its time limit for transactions. An owner that is not
     * dead after all just begins again, and is refused by the fence.
     */
    void takeOver(LogPartition partition, ClientSession session) {
        var stored = positions.find(eq("_id", partition.id())).first();
        var before = stored == null ? null : stored.get(SESSION);
        if (before != null) {
            database.runCommand(new Document("killSessions", List.of(new Document("id", before))));
        }
        positions.updateOne(
                eq("_id", partition.id()),
                set(SESSION, session.getServerSession().getIdentifier().getBinary("id")));
    }

    private static void refuseOther(LogPartition partition, TopicIdentity topic, Document stored) {
        if (!topic.topicId().equals(stored.getString("topicId"))) {
            throw new LogChangedException("topic " + partition.topic() + " was deleted and made again (id "
                    + topic.topicId() + ", stored " + stored.getString("topicId")
                    + "): what is stored was folded from another log; rebuild");
        }
        if (topic.partitions() != stored.getInteger("partitions")) {
            throw new LogChangedException("topic " + partition.topic() + " has " + topic.partitions()
                    + " partitions, but was folded with " + stored.getInteger("partitions")
                    + ": members changed their partition; rebuild");
        }
    }

    /** The fence: moves the position, or finds that it is not where this owner left it. */
    void advance(ClientSession session, Batch batch) {
        var moved = positions.updateOne(
                session, and(eq("_id", batch.partition().id()), eq("next", batch.start())), set("next", batch.next()));
        if (moved.getMatchedCount() != 1) {
            throw new NotOwnerException("the position of " + batch.partition().id() + " is not " + batch.start());
        }
    }

    /** Up to where a partition was folded and stored; 0 when nothing was. Any instance may ask. */
    public long foldedTo(LogPartition partition) {
        try {
            return next(positions.find(eq("_id", partition.id())).first());
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    /** The same as seen by a session's snapshot. */
    public long foldedTo(ClientSession session, LogPartition partition) {
        return next(positions.find(session, eq("_id", partition.id())).first());
    }

    private static long next(@org.jspecify.annotations.Nullable Document stored) {
        return stored == null ? 0 : stored.getLong("next");
    }
}
