package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.paschima.contract.NudgeEvent;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.domain.Inputs;
import org.paschima.store.mongo.MongoStore;

/** The nudge log: all that was ever issued or withdrawn, by member and number. The truth for every stream. */
final class NudgeEntries {

    static final String COLLECTION = "nudge_log";
    private static final int MOST_READ = 1_000;

    private final MongoCollection<Document> entries;

    NudgeEntries(MongoStore store) {
        store.ensureCollections(COLLECTION);
        this.entries = store.database().getCollection(COLLECTION);
        entries.createIndex(Indexes.ascending("member", "seq"), new IndexOptions().unique(true));
        entries.createIndex(Indexes.ascending("member", "nudgeId"));
    }

    /**
     * As it is stored.
     *
     * @param json the event's bytes
     * @param planned the moment of its decision point
     */
    static Document issued(String member, NudgeEvent.Issued event, byte[] json, Instant planned) {
        return entry(member, event, json, event.issuedAt().toInstant())
                .append("issued", true)
                .append("planned", Date.from(planned))
                .append("validUntil", Date.from(event.validUntil().toInstant()));
    }

    /** A withdrawal knows the number of what it withdraws, so that a reader can leave out both. */
    static Document withdrawn(String member, NudgeEvent.Withdrawn event, byte[] json, Instant at, long issuedSeq) {
        return entry(member, event, json, at).append("issued", false).append("counterpart", issuedSeq);
    }

    private static Document entry(String member, NudgeEvent event, byte[] json, Instant at) {
        var entry = new Document("member", member)
                .append("seq", event.seq())
                .append("nudgeId", event.nudgeId())
                .append("at", Date.from(at))
                .append("json", new Binary(json));
        var channels = SentNudgeDocuments.names(event.channels());
        return channels == null ? entry : entry.append("channels", channels);
    }

    void insert(ClientSession session, List<Document> documents) {
        if (!documents.isEmpty()) {
            entries.insertMany(session, documents);
        }
    }

    /** That an entry, by its number, was taken back by a later one. */
    record TakenBack(String member, long issued, long by) {}

    /** Notes at issued entries which number withdrew each. */
    void note(ClientSession session, List<TakenBack> all) {
        if (!all.isEmpty()) {
            entries.bulkWrite(
                    session,
                    all.stream()
                            .map(each -> new UpdateOneModel<Document>(
                                    and(eq("member", each.member()), eq("seq", each.issued())),
                                    set("counterpart", each.by())))
                            .toList(),
                    new BulkWriteOptions().ordered(false));
        }
    }

    /** What is in a member's log after a number. */
    record After(String member, long cursor) {

        Bson filter() {
            return and(eq("member", member), gt("seq", cursor));
        }
    }

    private List<Document> storedAfter(After what) {
        return entries.find(what.filter())
                .sort(Sorts.ascending("seq"))
                .limit(MOST_READ)
                .into(new ArrayList<>());
    }

    /**
     * What is stored after several numbers, in the order they are given, by one call unless there is more than that. It is unread: an entry that
     * nobody can {@link #read} is the fault of its own member alone.
     */
    List<List<Document>> storedAfter(List<After> several) {
        if (several.size() == 1) {
            return List.of(storedAfter(several.getFirst()));
        }
        var found = entries.find(or(several.stream().map(After::filter).toList()))
                .sort(Sorts.ascending("member", "seq"))
                .limit(MOST_READ)
                .into(new ArrayList<>());
        if (found.size() == MOST_READ) {
            return several.stream().map(this::storedAfter).toList();
        }
        var ofMembers = found.stream().collect(Collectors.groupingBy(document -> document.getString("member")));
        return several.stream()
                .map(what -> ofMembers.getOrDefault(what.member(), List.of()).stream()
                        .filter(document -> document.getLong("seq") > what.cursor())
                        .toList())
                .toList();
    }

    static List<NudgeEntry> read(List<Document> stored) {
        return stored.stream().map(NudgeEntries::toEntry).toList();
    }

    List<NudgeEntry> numbered(String member, List<Long> seqs) {
        return entries.find(and(eq("member", member), Filters.in("seq", seqs)))
                .sort(Sorts.ascending("seq"))
                .map(NudgeEntries::toEntry)
                .into(new ArrayList<>());
    }

    boolean has(String member, String nudgeId) {
        return entries.find(and(eq("member", member), eq("nudgeId", nudgeId)))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    private static NudgeEntry toEntry(Document document) {
        var counterpart = document.getLong("counterpart");
        return new NudgeEntry(
                document.getLong("seq"),
                document.getString("nudgeId"),
                document.getBoolean("issued"),
                counterpart == null ? 0 : counterpart,
                document.getDate("at").toInstant(),
                validUntil(document),
                SentNudgeDocuments.channels(document),
                document.get("json", Binary.class).getData());
    }

    /** Of what was stored before it was noted, each nudge held as long as any may. */
    static Instant validUntil(Document document) {
        if (!document.getBoolean("issued")) {
            return Instant.MAX;
        }
        var noted = document.getDate("validUntil");
        return noted == null ? document.getDate("at").toInstant().plus(Inputs.VALID) : noted.toInstant();
    }
}
