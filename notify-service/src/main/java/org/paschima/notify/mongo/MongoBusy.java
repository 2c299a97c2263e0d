package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.ZoneNames;
import org.paschima.notify.busy.BusyCalendar;
import org.paschima.notify.busy.BusyStore;
import org.paschima.notify.busy.KnownTimes;
import org.paschima.notify.busy.Looking;
import org.paschima.notify.busy.Trouble;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.domain.Busy;
import org.paschima.notify.domain.BusyTimes;
import org.paschima.store.mongo.MongoStore;

/** Calendars that members named, in a database that outlives a rebuild: one document a member, with what was read of it. */
public final class MongoBusy implements BusyStore, KnownTimes {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(26);
    private static final String READ = "read";
    private static final String NEXT_AT = "nextAt";
    private static final String SETTLED_AT = "settledAt";
    private static final String ADDRESS = "address";

    private final MongoCollection<Document> calendars;
    private final MongoAsked asked;
    private final DueDocuments<BusyCalendar> due;

    /** @param holds how long one that is looked into is held */
    public MongoBusy(MongoStore store, Duration holds) {
        store.ensureCollections("busyCalendars", "busyAsked");
        this.calendars = store.database().getCollection("busyCalendars");
        var counts = store.database().getCollection("busyAsked");
        this.asked = new MongoAsked(counts);
        calendars.createIndex(Indexes.ascending(SETTLED_AT, "tenant"));
        this.due = new DueDocuments<>(calendars, holds, MongoBusy::isDue, MongoBusy::calendar);
        counts.createIndex(
                Indexes.ascending("touched"),
                new IndexOptions().name("expiry").expireAfter(FORGOTTEN_AFTER.toSeconds(), TimeUnit.SECONDS));
    }

    @Override
    public boolean put(MemberId member, URI address, Instant at) {
        return Asking.of(() -> {
            if (!asked.mayAsk(member.key(), MOST_A_DAY, at)) {
                return false;
            }
            // What was read stays for the same address alone. As literals, since an address is a member's own text.
            var same = new Document("$eq", List.of("$" + ADDRESS, literal(address.toString())));
            Asking.again(() -> calendars.updateOne(
                    is(member),
                    List.of(
                            new Document(
                                    "$set",
                                    new Document(READ, ifElse(same, "$" + READ, "$$REMOVE"))
                                            .append("addedAt", ifElse(same, "$addedAt", Date.from(at)))),
                            new Document(
                                    "$set",
                                    new Document(ADDRESS, literal(address.toString()))
                                            .append("tenant", literal(member.tenant()))
                                            .append("failures", 0)
                                            .append("failure", null)
                                            .append(SETTLED_AT, Date.from(at))
                                            .append(NEXT_AT, Date.from(at))),
                            new Document("$unset", "lease")),
                    new UpdateOptions().upsert(true)));
            return true;
        });
    }

    private static Document literal(String text) {
        return new Document("$literal", text);
    }

    private static Document ifElse(Document condition, Object then, Object otherwise) {
        return new Document("$cond", List.of(condition, then, otherwise));
    }

    @Override
    public Optional<BusyCalendar> of(MemberId member) {
        return Asking.of(
                () -> Optional.ofNullable(calendars.find(is(member)).first()).map(MongoBusy::calendar));
    }

    @Override
    public boolean remove(MemberId member) {
        return Asking.of(() -> calendars.deleteOne(is(member)).getDeletedCount() == 1);
    }

    /** Or from before the clock was set back: then its time says nothing. Clocks of instances differ a little. */
    private static Bson isDue(Instant now) {
        return or(DueDocuments.isDue(now), gt(SETTLED_AT, Date.from(now.plus(CLOCKS_DIFFER))));
    }

    @Override
    public DueRounds.Due<BusyCalendar> due() {
        return due;
    }

    @Override
    public void settle(Held<BusyCalendar> held, BusyCalendar looked, Instant at, Instant nextAt) {
        var set = new Document("failures", looked.failures())
                .append("failure", looked.failure() == null ? null : failure(looked.failure()))
                .append(SETTLED_AT, Date.from(at))
                .append(NEXT_AT, Date.from(nextAt));
        looked.read().ifPresent(read -> set.append(READ, read(read)));
        Asking.of(() -> calendars.updateOne(
                and(is(looked.member()), eq("lease.hold", held.hold())),
                new Document("$set", set).append("$unset", new Document("lease", ""))));
    }

    @Override
    public Map<String, BusyTimes> of(Collection<String> members, Instant now) {
        var known = new HashMap<String, BusyTimes>();
        calendars
                .find(and(in("_id", members), gte(READ + ".at", Date.from(now.minus(Looking.HOLDS)))))
                .projection(Projections.include(READ + ".times"))
                .forEach(document -> known.put(document.getString("_id"), times(document.get(READ, Document.class))));
        return known;
    }

    private static Bson is(MemberId member) {
        return eq("_id", member.key());
    }

    // --- documents

    private static Document read(BusyCalendar.Read read) {
        return new Document("at", Date.from(read.at()))
                .append("until", Date.from(read.until()))
                .append("zone", read.zone().getId())
                .append("entityTag", read.entityTag())
                .append("modified", read.modified())
                .append("unread", read.unread())
                .append(
                        "times",
                        read.times().times().stream()
                                .map(busy -> new Document("from", Date.from(busy.from()))
                                        .append("until", Date.from(busy.until())))
                                .toList());
    }

    private static Document failure(BusyCalendar.Failure failure) {
        return new Document("at", Date.from(failure.at()))
                .append("trouble", failure.trouble().name())
                .append("status", failure.status());
    }

    private static BusyCalendar calendar(Document document) {
        var read = document.get(READ, Document.class);
        var failure = document.get("failure", Document.class);
        return new BusyCalendar(
                MemberId.parse(document.getString("_id")),
                URI.create(document.getString(ADDRESS)),
                instant(document, "addedAt"),
                Optional.ofNullable(read).map(MongoBusy::read),
                document.getInteger("failures"),
                failure(failure));
    }

    private static BusyCalendar.@Nullable Failure failure(@Nullable Document failure) {
        return failure == null
                ? null
                : new BusyCalendar.Failure(
                        instant(failure, "at"),
                        Trouble.valueOf(failure.getString("trouble")),
                        failure.getInteger("status"));
    }

    private static BusyCalendar.Read read(Document read) {
        return new BusyCalendar.Read(
                instant(read, "at"),
                instant(read, "until"),
                ZoneNames.known(read.getString("zone")),
                read.getString("entityTag"),
                read.getString("modified"),
                read.getInteger("unread"),
                times(read));
    }

    private static BusyTimes times(Document read) {
        return new BusyTimes(read.getList("times", Document.class).stream()
                .map(busy -> new Busy(instant(busy, "from"), instant(busy, "until")))
                .toList());
    }

    private static Instant instant(Document document, String name) {
        return Objects.requireNonNull(document.getDate(name)).toInstant();
    }
}
