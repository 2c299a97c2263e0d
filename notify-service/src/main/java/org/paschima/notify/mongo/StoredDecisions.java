package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.store.mongo.MongoStore;

/** The receipts of a database, read one after the other beside a service that may be running; nothing is written. */
public final class StoredDecisions implements AutoCloseable {

    private final MongoStore store;

    private StoredDecisions(MongoStore store) {
        this.store = store;
    }

    public static StoredDecisions open(String uri, String database, Duration patience) throws Exception {
        return new StoredDecisions(MongoStore.connect(uri, database, false, patience));
    }

    /** Whether anything was ever heard of a member, named as {@link #each} takes it. */
    public boolean knows(String member) {
        return store.database()
                        .getCollection(Members.COLLECTION)
                        .find(named("_id", member))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    private static Bson named(String field, String member) {
        return member.indexOf('/') >= 0
                ? eq(field, member)
                : regex(field, Pattern.compile("^[^/]+/" + Pattern.quote(member) + "$"));
    }

    /**
     * Hands over the receipts, those of one member together, in the order of their slots.
     *
     * @param member {@code tenant/member}, or a member alone, of whatever tenant; null for all
     * @param from the first local date; null for all
     */
    public void each(@Nullable String member, @Nullable LocalDate from, BiConsumer<MemberId, byte[]> consumer) {
        var conditions = new ArrayList<Bson>();
        if (member != null) {
            conditions.add(named("member", member));
        }
        if (from != null) {
            conditions.add(gte("localDate", from.toString()));
        }
        try (var cursor = store.database()
                .getCollection(Decisions.COLLECTION)
                .find(conditions.isEmpty() ? empty() : and(conditions))
                .projection(Projections.include("member", "json"))
                .sort(Sorts.ascending("member", "slot", "localDate"))
                .iterator()) {
            while (cursor.hasNext()) {
                var document = cursor.next();
                consumer.accept(
                        MemberId.parse(document.getString("member")),
                        document.get("json", Binary.class).getData());
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
