package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.webhook.Attempt;
import org.paschima.notify.webhook.Places;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Secret;
import org.paschima.notify.webhook.Waiting;
import org.paschima.notify.webhook.Webhook;
import org.paschima.notify.webhook.WebhookStore;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/**
 * Webhooks in a database of their own, which is no product of the log and so outlives a rebuild. Who holds one is judged by
 * the database's clock alone, so that instances whose clocks differ agree.
 */
public final class MongoWebhooks implements WebhookStore {

    private static final Duration HISTORY_KEPT = Duration.ofDays(30);
    private static final Document TO_BE_SENT_TO = Document.parse("{'wanted.isOn': true, endedAt: null}");
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> webhooks;
    private final MongoCollection<Document> waiting;
    private final MongoCollection<Document> attempts;
    private final MongoCollection<Document> counts;
    private final MongoCollection<Document> instances;

    public MongoWebhooks(MongoStore store) {
        store.ensureCollections(
                "webhooks", "webhook_waiting", "webhook_attempts", "webhook_counts", "webhook_instances");
        this.webhooks = store.database().getCollection("webhooks");
        this.waiting = store.database().getCollection("webhook_waiting");
        this.attempts = store.database().getCollection("webhook_attempts");
        this.counts = store.database().getCollection("webhook_counts");
        this.instances = store.database().getCollection("webhook_instances");
        webhooks.createIndex(Indexes.ascending("tenant", "createdAt"));
        waiting.createIndex(Indexes.ascending("webhook", "partition", "offset"));
        attempts.createIndex(Indexes.descending("webhook", "at"));
        attempts.createIndex(
                Indexes.ascending("at"),
                new IndexOptions().name("expiry").expireAfter(HISTORY_KEPT.toSeconds(), TimeUnit.SECONDS));
    }

    @Override
    public boolean add(Webhook webhook, int most) {
        return asking(() -> {
            // The count guards the number: two who add at once cannot both have the last place.
            counts.updateOne(
                    eq("_id", webhook.tenant()),
                    Document.parse("{$setOnInsert: {n: 0}}"),
                    new UpdateOptions().upsert(true));
            if (counts.updateOne(and(eq("_id", webhook.tenant()), lt("n", most)), inc("n", 1))
                            .getMatchedCount()
                    == 0) {
                return false;
            }
            webhooks.insertOne(WebhookDocument.of(webhook));
            return true;
        });
    }

    /** Keeps it, unless one with its id is there. */
    public void ensure(Webhook webhook) {
        asking(() -> webhooks.updateOne(
                eq("_id", webhook.id()),
                new Document("$setOnInsert", WebhookDocument.of(webhook)),
                new UpdateOptions().upsert(true)));
    }

    @Override
    public List<Webhook> of(String tenant) {
        return asking(() -> webhooks.find(eq("tenant", tenant))
                .sort(Sorts.ascending("createdAt", "_id"))
                .map(WebhookDocument::read)
                .into(new ArrayList<>()));
    }

    @Override
    public Optional<Webhook> find(String tenant, String id) {
        return asking(
                () -> Optional.ofNullable(webhooks.find(is(tenant, id)).first()).map(WebhookDocument::read));
    }

    @Override
    public Optional<Webhook> change(Webhook seen, Webhook.Wanted wanted) {
        return changed(
                seen,
                combine(
                        set("wanted", WebhookDocument.wanted(wanted)),
                        unset("endedAt"),
                        unset("breaker"),
                        inc("rev", 1L)));
    }

    @Override
    public Optional<Webhook> rotate(Webhook seen, List<Secret> secrets) {
        return changed(seen, combine(set("secrets", WebhookDocument.secrets(secrets)), inc("rev", 1L)));
    }

    private Optional<Webhook> changed(Webhook seen, Bson update) {
        return asking(() -> Optional.ofNullable(webhooks.findOneAndUpdate(
                        and(is(seen.tenant(), seen.id()), eq("rev", seen.revision())), update, AFTER))
                .map(WebhookDocument::read));
    }

    @Override
    public boolean remove(String tenant, String id) {
        return asking(() -> {
            if (webhooks.deleteOne(is(tenant, id)).getDeletedCount() == 0) {
                return false;
            }
            counts.updateOne(eq("_id", tenant), inc("n", -1));
            waiting.deleteMany(eq("webhook", id));
            attempts.deleteMany(eq("webhook", id));
            return true;
        });
    }

    @Override
    public boolean seek(String tenant, String id, Places from) {
        return asking(() ->
                webhooks.updateOne(is(tenant, id), set("seek", from.text())).getMatchedCount() == 1);
    }

    @Override
    public List<Attempt> attempts(String id, Attempt.@Nullable Place before, int most) {
        return asking(() -> attempts.find(before == null ? eq("webhook", id) : and(eq("webhook", id), isBefore(before)))
                .sort(Sorts.descending("at", "_id"))
                .limit(most)
                .map(WebhookDocument::attempt)
                .into(new ArrayList<>()));
    }

    private static Bson isBefore(Attempt.Place place) {
        var at = WebhookDocument.date(place.at());
        return or(lt("at", at), and(eq("at", at), lt("_id", new ObjectId(place.id()))));
    }

    @Override
    public long waiting(String id) {
        return asking(() -> waiting.countDocuments(eq("webhook", id)));
    }

    @Override
    public int share(String holder) {
        return asking(() -> {
            instances.updateOne(
                    eq("_id", holder),
                    List.of(new Document("$set", new Document("until", until()))),
                    new UpdateOptions().upsert(true));
            instances.deleteMany(Document.parse("{$expr: {$lt: ['$until', '$$NOW']}}"));
            long live = Math.max(1, instances.countDocuments());
            long all = webhooks.countDocuments(TO_BE_SENT_TO);
            return (int) Math.min(Integer.MAX_VALUE, (all + live - 1) / live);
        });
    }

    @Override
    public void leave(String holder) {
        asking(() -> instances.deleteOne(eq("_id", holder)));
    }

    @Override
    public List<Webhook> take(String holder, int most) {
        return asking(() -> {
            var free = and(
                    TO_BE_SENT_TO,
                    Document.parse("{$expr: {$lt: [{$ifNull: ['$lease.until', new Date(0)]}, '$$NOW']}}"));
            var taken = new ArrayList<Webhook>();
            while (taken.size() < most) {
                var one = webhooks.findOneAndUpdate(free, List.of(held(holder)), AFTER);
                if (one == null) {
                    break;
                }
                taken.add(WebhookDocument.read(one));
            }
            return taken;
        });
    }

    /** As long as it is held, by the clock of the database. */
    private static Bson held(String holder) {
        return new Document("$set", new Document("lease", new Document("holder", holder).append("until", until())));
    }

    private static Document until() {
        return new Document("$add", List.of("$$NOW", Rounds.HOLDS.toMillis()));
    }

    @Override
    public Optional<Webhook> hold(String holder, String id) {
        return asking(
                () -> Optional.ofNullable(webhooks.findOneAndUpdate(isHeld(holder, id), List.of(held(holder)), AFTER))
                        .map(WebhookDocument::read));
    }

    @Override
    public void release(String holder, String id) {
        asking(() -> webhooks.updateOne(isHeld(holder, id), unset("lease")));
    }

    @Override
    public List<Waiting> waiting(String id, int most) {
        return asking(() -> waiting.find(eq("webhook", id))
                .sort(Sorts.ascending("partition", "offset"))
                .limit(most)
                .map(WebhookDocument::waiting)
                .into(new ArrayList<>()));
    }

    @Override
    public boolean settle(String holder, String id, Settled settled) {
        return asking(() -> {
            var writes = new ArrayList<WriteModel<Document>>();
            for (var kept : settled.kept()) {
                var document = WebhookDocument.of(id, kept);
                writes.add(new ReplaceOneModel<>(
                        eq("_id", document.getString("_id")), document, new ReplaceOptions().upsert(true)));
            }
            if (!settled.done().isEmpty()) {
                writes.add(new DeleteManyModel<>(in(
                        "_id",
                        settled.done().stream()
                                .map(message -> WebhookDocument.id(id, message))
                                .toList())));
            }
            if (!writes.isEmpty()) {
                waiting.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            }
            if (!settled.attempts().isEmpty()) {
                attempts.insertMany(
                        settled.attempts().stream()
                                .map(attempt -> WebhookDocument.of(id, attempt))
                                .toList(),
                        new InsertManyOptions().ordered(false));
            }
            if (settled.hasSought()) {
                webhooks.updateOne(
                        and(
                                isHeld(holder, id),
                                eq("seek", settled.state().places().text())),
                        unset("seek"));
            }
            return webhooks.updateOne(isHeld(holder, id), WebhookDocument.changed(settled.state()))
                            .getMatchedCount()
                    == 1;
        });
    }

    private static Bson is(String tenant, String id) {
        return and(eq("_id", id), eq("tenant", tenant));
    }

    private static Bson isHeld(String holder, String id) {
        return and(eq("_id", id), eq("lease.holder", holder));
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
