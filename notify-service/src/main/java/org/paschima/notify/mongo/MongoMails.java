package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.mail.Confirmation;
import org.paschima.notify.mail.MailStore;
import org.paschima.notify.mail.MailSubscription;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;

/** Addresses in a database of their own, which no log can bring back: those to be confirmed for a day, the others till removed. */
public final class MongoMails implements MailStore {

    /** By the database's clock, and longer than anything here holds. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(26);

    private static final int LINKS = 5;
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> confirmations;
    private final MongoCollection<Document> subscriptions;
    private final MongoAsked asked;
    private final Transactions transactions;
    private final DueDocuments<Confirmation> dueConfirmations;
    private final DueDocuments<MailSubscription> dueDigests;

    /** @param holds how long what is taken is held */
    public MongoMails(MongoStore store, Duration holds) {
        store.ensureCollections("confirmations", "subscriptions", "asked");
        this.confirmations = store.database().getCollection("confirmations");
        this.subscriptions = store.database().getCollection("subscriptions");
        var counts = store.database().getCollection("asked");
        this.asked = new MongoAsked(counts);
        this.transactions = new Transactions(store);
        this.dueConfirmations = new DueDocuments<>(confirmations, holds, MailDocument::confirmation);
        this.dueDigests = new DueDocuments<>(subscriptions, holds, MailDocument::subscription);
        confirmations.createIndex(Indexes.ascending("links"));
        subscriptions.createIndex(Indexes.ascending("stopDigest"));
        subscriptions.createIndex(Indexes.ascending("begunBy"));
        for (var each : List.of(confirmations, counts)) {
            each.createIndex(
                    Indexes.ascending("touched"),
                    new IndexOptions().name("expiry").expireAfter(FORGOTTEN_AFTER.toSeconds(), TimeUnit.SECONDS));
        }
    }

    // --- what members do

    @Override
    public Asked ask(Confirmation confirmation, Bounds bounds) {
        return Asking.of(() -> {
            var at = confirmation.askedAt();
            if (!asked.mayAsk("m " + confirmation.member().key(), bounds.ofAMember(), at)) {
                return Asked.TOO_OFTEN;
            }
            boolean isSent = asked.mayAsk("a " + confirmation.address().mailbox(), bounds.toAMailbox(), at);
            var document = MailDocument.of(confirmation, isSent);
            // As a literal, since an address may begin as what names a field does.
            var update = List.of(new Document(
                    "$replaceWith",
                    new Document(
                            "$mergeObjects",
                            List.of(new Document("$literal", document), new Document("touched", "$$NOW")))));
            Asking.again(() ->
                    confirmations.updateOne(eq("_id", confirmation.member().key()), update, UPSERT));
            return Asked.KEPT;
        });
    }

    @Override
    public Optional<MailSubscription> of(MemberId member) {
        return Asking.of(() ->
                Optional.ofNullable(subscriptions.find(is(member)).first()).map(MailDocument::subscription));
    }

    @Override
    public Optional<Confirmation> unconfirmed(MemberId member, Instant now) {
        return Asking.of(() -> Optional.ofNullable(
                        confirmations.find(and(is(member), holdsAt(now))).first())
                .map(MailDocument::confirmation));
    }

    @Override
    public boolean change(MemberId member, List<LocalTime> hours, Instant nextAt) {
        return Asking.of(() -> subscriptions
                        .updateOne(
                                and(is(member), eq("ended", null)),
                                combine(set("hours", MailDocument.hours(hours)), set("nextAt", Date.from(nextAt))))
                        .getMatchedCount()
                == 1);
    }

    @Override
    public boolean remove(MemberId member) {
        return Asking.of(() -> confirmations.deleteOne(is(member)).getDeletedCount()
                        + subscriptions.deleteOne(is(member)).getDeletedCount()
                > 0);
    }

    // --- what who has a secret does

    @Override
    public Optional<Confirmation> confirmedBy(String digest, Instant now) {
        return Asking.of(() -> Optional.ofNullable(confirmations
                        .find(and(eq("links", digest), holdsAt(now)))
                        .first())
                .map(MailDocument::confirmation));
    }

    @Override
    public boolean begin(String digest, MailSubscription begun) {
        return Asking.of(() -> transactions.run(session -> {
            var waits = and(is(begun.member()), eq("links", digest));
            if (confirmations.deleteOne(session, waits).getDeletedCount() == 0) {
                return false;
            }
            subscriptions.replaceOne(
                    session,
                    is(begun.member()),
                    MailDocument.of(begun).append("begunBy", digest),
                    new ReplaceOptions().upsert(true));
            return true;
        }));
    }

    @Override
    public boolean hasBegun(String digest) {
        return Asking.of(() -> subscriptions
                        .find(and(eq("begunBy", digest), eq("ended", null)))
                        .first()
                != null);
    }

    @Override
    public boolean stop(String digest, Instant now) {
        return Asking.of(() -> {
            var which = eq("stopDigest", digest);
            subscriptions.updateOne(
                    and(which, eq("ended", null)),
                    combine(
                            set(
                                    "ended",
                                    MailDocument.of(
                                            new MailSubscription.Ended(now, MailSubscription.Why.UNSUBSCRIBED))),
                            unset("nextAt"),
                            unset("lease")));
            return subscriptions.find(which).first() != null;
        });
    }

    // --- what instances do

    @Override
    public DueRounds.Due<Confirmation> confirmations() {
        return dueConfirmations;
    }

    @Override
    public DueRounds.Due<MailSubscription> digests() {
        return dueDigests;
    }

    @Override
    public boolean addLink(Held<Confirmation> held, String digest, Instant until) {
        return Asking.of(() -> confirmations
                        .updateOne(
                                isHeld(held, held.what().member()),
                                combine(
                                        pushEach("links", List.of(digest), new PushOptions().slice(-LINKS)),
                                        set("until", Date.from(until))))
                        .getMatchedCount()
                == 1);
    }

    @Override
    public void settle(Held<Confirmation> held, int attempts, Optional<Instant> nextAt) {
        Asking.of(() -> confirmations.updateOne(
                isHeld(held, held.what().member()),
                combine(
                        set("attempts", attempts),
                        nextAt.map(at -> set("nextAt", Date.from(at))).orElse(unset("nextAt")),
                        unset("lease"))));
    }

    @Override
    public void settle(Held<MailSubscription> held, MailSubscription.State state) {
        Asking.of(() -> subscriptions.updateOne(isHeld(held, held.what().member()), MailDocument.changed(state)));
    }

    private static Bson is(MemberId member) {
        return eq("_id", member.key());
    }

    private static Bson isHeld(Held<?> held, MemberId member) {
        return and(is(member), eq("lease.hold", held.hold()));
    }

    private static Bson holdsAt(Instant now) {
        return gt("until", Date.from(now));
    }
}
