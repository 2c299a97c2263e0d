package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.Message;
import org.paschima.notify.delivery.MessageMapper;
import org.paschima.notify.delivery.Outbox;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/** The unpublished part of the nudge log and of the decisions. */
public final class MongoOutbox implements Outbox {

    private final MongoDatabase database;
    private final MessageMapper published;

    public MongoOutbox(MongoStore store, MessageMapper published) {
        this.database = store.database();
        this.published = published;
    }

    @Override
    public List<Unpublished> next(int partition, int most) {
        try {
            var next = new ArrayList<Unpublished>();
            next.addAll(unpublished(
                    NudgeEntries.COLLECTION,
                    partition,
                    "seq",
                    most,
                    NudgeEntries::validUntil,
                    d -> published.nudge(member(d), json(d), at(d))));
            next.addAll(unpublished(
                    Decisions.COLLECTION,
                    partition,
                    "at",
                    most,
                    _ -> Instant.MAX,
                    d -> published.decision(member(d), json(d), at(d))));
            return next;
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    private List<Unpublished> unpublished(
            String collection,
            int partition,
            String order,
            int most,
            Function<Document, Instant> validUntil,
            Function<Document, Message> message) {
        return database.getCollection(collection)
                .find(and(eq("partition", partition), eq("unpublished", true)))
                .sort(Sorts.ascending("member", order))
                .limit(most)
                .map(document -> new Unpublished(
                        collection,
                        document.getObjectId("_id"),
                        validUntil.apply(document),
                        toRecord(message.apply(document))))
                .into(new ArrayList<>());
    }

    private Message toRecord(Message message) {
        return message.to(published.topic(message.topic()));
    }

    private static MemberId member(Document document) {
        return MemberId.parse(document.getString("member"));
    }

    private static byte[] json(Document document) {
        return document.get("json", Binary.class).getData();
    }

    private static Instant at(Document document) {
        return document.getDate("at").toInstant();
    }

    @Override
    public void published(List<Unpublished> acknowledged) {
        try {
            acknowledged.stream()
                    .collect(Collectors.groupingBy(
                            Unpublished::collection, Collectors.mapping(Unpublished::id, Collectors.toList())))
                    .forEach((collection, ids) ->
                            database.getCollection(collection).updateMany(in("_id", ids), unset("unpublished")));
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
