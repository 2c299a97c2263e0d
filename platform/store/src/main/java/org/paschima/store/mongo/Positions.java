package org.paschima.store.mongo;

import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.unionWith;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.paschima.log.Batch;
import org.paschima.log.LogChangedException;
import org.paschima.log.LogPartition;
import org.paschima.log.NotOwnerException;
import org.paschima.log.TopicIdentity;

/**
 * How far each partition was folded: {@code {_id: topic-partition, topicId, partitions, next, session, successor}}.
 *
 * <p>A partition can be cut over to the positions of another database, its successor, once these are as far: from then on
 * nobody can fold it here, and whoever reads here is told where to read instead. So the position that readers see never
 * goes back, however many of them look from wherever.
 */
public final class Positions {

    public static final String COLLECTION = "positions";

    private static final String SESSION = "session";
    private static final String NEXT = "next";

    /** Documents of one round trip. */
    private static final int AT_ONCE = 4_000;

    private static final String SUCCESSOR = "heir";

    private final MongoDatabase database;
    private final MongoCollection<Document> positions;

    public Positions(MongoStore store) {
        this.database = store.database();
        this.positions = store.database().getCollection(COLLECTION);
    }

    /** The stored position of a partition, entered as 0 when it is new. */
    long begin(LogPartition partition, TopicIdentity topic) {
        try {
            beginAt(partition, topic, 0);
            var stored = positions.find(eq("_id", partition.id())).first();
            if (stored == null) {
                throw new IllegalStateException("the position of " + partition.id() + " vanished");
            }
            refuseOther(partition, topic, stored);
            if (stored.containsKey(SUCCESSOR)) {
                throw new NotOwnerException(partition.id() + " was cut over to " + stored.getString(SUCCESSOR));
            }
            return stored.getLong("next");
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    /** Enters a partition of which nothing is stored yet, as if all before {@code next} had been folded. */
    public void beginAt(LogPartition partition, TopicIdentity topic, long next) {
        positions.updateOne(
                eq("_id", partition.id()),
                combine(
                        setOnInsert("topicId", topic.topicId()),
                        setOnInsert("partitions", topic.partitions()),
                        setOnInsert("next", next)),
                new UpdateOptions().upsert(true));
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

    /** The fence: moves the position of each, or finds that one is not where its owner left it. */
    void advance(ClientSession session, List<Batch> batches) {
        var moved = positions.bulkWrite(
                session,
                batches.stream()
                        .map(batch -> new UpdateOneModel<Document>(
                                and(
                                        eq("_id", batch.partition().id()),
                                        eq("next", batch.start()),
                                        exists(SUCCESSOR, false)),
                                set("next", batch.next())))
                        .toList());
        if (moved.getMatchedCount() != batches.size()) {
            throw new NotOwnerException("a position is not where it was left: "
                    + batches.stream()
                            .map(batch -> batch.partition().id() + " at " + batch.start())
                            .collect(Collectors.joining(", ")));
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

    /** The same of several partitions of a topic, in one question. */
    public Map<Integer, Long> foldedTo(String topic, Collection<Integer> partitions) {
        var byId =
                partitions.stream().collect(Collectors.toMap(each -> new LogPartition(topic, each).id(), each -> each));
        var folded = new HashMap<Integer, Long>();
        partitions.forEach(each -> folded.put(each, 0L));
        try {
            positions
                    .find(in("_id", byId.keySet()))
                    .forEach(stored -> folded.put(byId.get(stored.getString("_id")), next(stored)));
            return folded;
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    /**
     * What is stored of a partition.
     *
     * @param next the first offset that was not folded; 0 when nothing was
     * @param successor the database that has the partition since it was cut over
     */
    public record Stored(long next, Optional<String> successor) {}

    /** What a session's snapshot sees of a partition. */
    public Stored stored(ClientSession session, LogPartition partition) {
        var stored = positions.find(session, eq("_id", partition.id())).first();
        return new Stored(next(stored), Optional.ofNullable(stored == null ? null : stored.getString(SUCCESSOR)));
    }

    /**
     * The same, and with it what a pipeline finds in another collection of the database, in one question: what a snapshot's session asks
     * is read as of one moment, whatever collections it is about.
     */
    public Stored storedWith(
            ClientSession session,
            LogPartition partition,
            String collection,
            List<Bson> pipeline,
            Consumer<RawBsonDocument> each) {
        var stored = new Stored(0, Optional.empty());
        try (var found = positions
                .withDocumentClass(RawBsonDocument.class)
                .aggregate(
                        session,
                        List.of(
                                match(eq("_id", partition.id())),
                                project(include(NEXT, SUCCESSOR)),
                                unionWith(collection, pipeline)))
                .batchSize(AT_ONCE)
                .cursor()) {
            boolean isFirst = true;
            while (found.hasNext()) {
                var document = found.next();
                if (isFirst && document.containsKey(NEXT)) {
                    stored = new Stored(
                            document.getInt64(NEXT).longValue(),
                            Optional.ofNullable(document.get(SUCCESSOR))
                                    .map(successor -> successor.asString().getValue()));
                } else {
                    each.accept(document);
                }
                isFirst = false;
            }
        }
        return stored;
    }

    /** The database that a stored position was cut over to, or null. */
    public static @Nullable String successorOf(Document stored) {
        return stored.getString(SUCCESSOR);
    }

    /** Refuses a topic that is not the one these positions are of. Any instance may ask. */
    public void refuseOther(String topic, TopicIdentity identity) {
        for (int partition = 0; partition < identity.partitions(); partition++) {
            var asked = new LogPartition(topic, partition);
            var stored = positions.find(eq("_id", asked.id())).first();
            if (stored != null) {
                refuseOther(asked, identity, stored);
            }
        }
    }

    /** Whether both are of the same topic, so that they can be compared; also when one of them knows nothing yet. */
    public boolean isComparable(LogPartition partition, Positions other) {
        var mine = positions.find(eq("_id", partition.id())).first();
        var theirs = other.positions.find(eq("_id", partition.id())).first();
        return mine == null || theirs == null || isOfSameTopic(mine, theirs);
    }

    /**
     * Cuts a partition over, if the successor folded at least as much of the same topic, or this one is of another topic.
     * Both databases are on the session's server; the session is in a transaction.
     *
     * @return whether the successor has it now
     */
    public boolean cutOver(ClientSession session, LogPartition partition, Positions successor) {
        var mine = positions.find(session, eq("_id", partition.id())).first();
        if (mine != null && mine.containsKey(SUCCESSOR)) {
            return true;
        }
        var theirs =
                successor.positions.find(session, eq("_id", partition.id())).first();
        if (theirs == null || (mine != null && isOfSameTopic(mine, theirs) && next(theirs) < next(mine))) {
            return false;
        }
        positions.updateOne(
                session,
                eq("_id", partition.id()),
                combine(
                        set(SUCCESSOR, successor.database.getName()),
                        setOnInsert("topicId", theirs.getString("topicId")),
                        setOnInsert("partitions", theirs.getInteger("partitions")),
                        setOnInsert("next", 0L)),
                new UpdateOptions().upsert(true));
        return true;
    }

    private static boolean isOfSameTopic(Document one, Document other) {
        return Objects.equals(one.getString("topicId"), other.getString("topicId"));
    }

    private static long next(@Nullable Document stored) {
        return stored == null ? 0 : stored.getLong("next");
    }
}
