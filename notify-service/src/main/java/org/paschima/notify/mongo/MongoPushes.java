package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.inc;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.paschima.contract.MemberId;
import org.paschima.notify.push.PushStore;
import org.paschima.notify.push.PushSubscription;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;
import org.paschima.store.mongo.Transactions;

/** Subscribed browsers in a database of their own, which no log can bring back. */
public final class MongoPushes implements PushStore {

    private final MongoCollection<Document> browsers;
    private final MongoCollection<Document> asked;
    private final Transactions transactions;
    private final Consumer<String> begin;

    /** @param begin has the nudges of a studio go to browsers from now on, if they do not yet */
    public MongoPushes(MongoStore store, Consumer<String> begin) {
        store.ensureCollections("browsers", "asked");
        this.browsers = store.database().getCollection("browsers");
        this.asked = store.database().getCollection("asked");
        this.transactions = new Transactions(store);
        this.begin = begin;
        browsers.createIndex(Indexes.ascending("member", "createdAt"));
    }

    @Override
    public boolean keep(PushSubscription subscription, int most) {
        return asking(() -> {
            var member = subscription.member();
            var others = and(eq("member", member.key()), ne("_id", subscription.id()));
            begin.accept(member.tenant());
            return transactions.run(session -> {
                // Two of one member at once conflict here, and one of them counts again.
                asked.updateOne(session, eq("_id", member.key()), inc("n", 1), new UpdateOptions().upsert(true));
                if (browsers.countDocuments(session, others) >= most) {
                    return false;
                }
                browsers.replaceOne(
                        session,
                        eq("_id", subscription.id()),
                        document(subscription),
                        new ReplaceOptions().upsert(true));
                return true;
            });
        });
    }

    @Override
    public List<PushSubscription> of(MemberId member) {
        return all(eq("member", member.key()));
    }

    @Override
    public List<PushSubscription> ofAll(Collection<MemberId> members) {
        return all(in("member", members.stream().map(MemberId::key).toList()));
    }

    private List<PushSubscription> all(Bson which) {
        return asking(() -> browsers.find(which)
                .sort(Sorts.ascending("member", "createdAt", "_id"))
                .map(MongoPushes::read)
                .into(new ArrayList<>()));
    }

    @Override
    public Optional<PushSubscription> find(MemberId member, String id) {
        return asking(
                () -> Optional.ofNullable(browsers.find(is(member, id)).first()).map(MongoPushes::read));
    }

    @Override
    public boolean remove(MemberId member, String id) {
        return asking(() -> browsers.deleteOne(is(member, id)).getDeletedCount() == 1);
    }

    private static Bson is(MemberId member, String id) {
        return and(eq("_id", id), eq("member", member.key()));
    }

    private static Document document(PushSubscription subscription) {
        return new Document("_id", subscription.id())
                .append("member", subscription.member().key())
                .append("endpoint", subscription.endpoint().toString())
                .append("key", new Binary(subscription.key()))
                .append("auth", new Binary(subscription.auth()))
                .append("createdAt", Date.from(subscription.createdAt()));
    }

    private static PushSubscription read(Document document) {
        return new PushSubscription(
                document.getString("_id"),
                MemberId.parse(document.getString("member")),
                URI.create(document.getString("endpoint")),
                document.get("key", Binary.class).getData(),
                document.get("auth", Binary.class).getData(),
                document.getDate("createdAt").toInstant());
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
