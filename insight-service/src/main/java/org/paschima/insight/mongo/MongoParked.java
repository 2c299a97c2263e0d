package org.paschima.insight.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.paschima.contract.LogTopics;
import org.paschima.insight.store.ParkedRecords;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/**
 * Counts what a generation has set aside of a studio's records, from an index alone: no content is read, and of very many no more
 * than {@link ParkedRecords#MOST_COUNTED}.
 */
public final class MongoParked implements ParkedRecords {

    private static final int MOST_SECONDS = 2;
    private static final char AFTER_SLASH = '/' + 1;

    private final Supplier<MongoStore> current;

    /** @param current the generation that is read */
    public MongoParked(Supplier<MongoStore> current) {
        this.current = current;
    }

    @Override
    public Parked of(String tenant) {
        var byReason = new EnumMap<Reason, Long>(Reason.class);
        long counted = 0;
        var latest = Instant.MIN;
        try {
            for (var found : counts(tenant)) {
                long count = found.getLong("n");
                counted += count;
                byReason.merge(Reason.ofCause(found.getString("_id")), count, Long::sum);
                var at = found.getDate("at").toInstant();
                latest = at.isAfter(latest) ? at : latest;
            }
        } catch (MongoException e) {
            throw Outages.of(e);
        }
        boolean isMore = counted > MOST_COUNTED;
        return new Parked(byReason, isMore, isMore || counted == 0 ? Optional.empty() : Optional.of(latest));
    }

    private Iterable<Document> counts(String tenant) {
        return current.get()
                .database()
                .getCollection(FencedBatches.PARKED)
                .aggregate(List.of(
                        Aggregates.match(Filters.and(
                                Filters.eq("topic", LogTopics.MEMBER_LOG),
                                Filters.gte(FencedBatches.KEY_TEXT, tenant + "/"),
                                Filters.lt(FencedBatches.KEY_TEXT, tenant + AFTER_SLASH))),
                        Aggregates.limit(MOST_COUNTED + 1),
                        Aggregates.project(
                                Projections.fields(Projections.excludeId(), Projections.include("cause", "at"))),
                        Aggregates.group("$cause", Accumulators.sum("n", 1L), Accumulators.max("at", "$at"))))
                .maxTime(MOST_SECONDS, TimeUnit.SECONDS);
    }
}
