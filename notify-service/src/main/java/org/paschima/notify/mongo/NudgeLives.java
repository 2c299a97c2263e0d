package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.min;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.delivery.Channel;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.notify.domain.NudgeLife.Happened;
import org.paschima.notify.webhook.Arrivals;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/**
 * What became of nudges, noted beside their entries of the nudge log. Each thing is noted at its earliest time, by a write
 * that takes the smaller one: so it is the same in whatever order, how often and by whichever instance it is noted.
 */
public final class NudgeLives {

    private static final String LIFE = "life";
    private static final String DELIVERED = "delivered";

    private final MongoCollection<Document> entries;

    public NudgeLives(MongoStore store) {
        this.entries = store.database().getCollection(NudgeEntries.COLLECTION);
    }

    // --- what is noted

    /** What a member's device told of a nudge. */
    record Told(String member, NudgeFate fate) {}

    /** In the transaction that folds it; of a nudge that is in the log no more nothing is kept. */
    void told(ClientSession session, List<Told> all) {
        if (!all.isEmpty()) {
            entries.bulkWrite(
                    session,
                    all.stream()
                            .map(told -> earliest(
                                    told.member(),
                                    told.fate().nudgeId(),
                                    told.fate().fate().wire(),
                                    told.fate().at().toInstant()))
                            .toList(),
                    new BulkWriteOptions().ordered(false));
        }
    }

    /** Notes what a channel acknowledged. */
    public Arrivals by(Channel channel) {
        return (nudges, at) -> arrived(channel, nudges, at);
    }

    private void arrived(Channel channel, Collection<Arrivals.Nudge> nudges, Instant at) {
        if (nudges.isEmpty()) {
            return;
        }
        try {
            entries.bulkWrite(
                    nudges.stream()
                            .map(nudge ->
                                    earliest(nudge.member().key(), nudge.id(), DELIVERED + "." + channel.label(), at))
                            .toList(),
                    new BulkWriteOptions().ordered(false));
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    private static UpdateOneModel<Document> earliest(String member, String nudgeId, String what, Instant at) {
        return new UpdateOneModel<>(
                and(eq("member", member), eq("nudgeId", nudgeId), eq("issued", true)),
                min(LIFE + "." + what, Date.from(at)));
    }

    // --- what is read

    /** Of those nudges that are in the log, by their ids. */
    Map<String, NudgeLife> of(MemberId member, Collection<String> nudgeIds) {
        var found = nudgeIds.isEmpty()
                ? List.<Document>of()
                : entries.find(and(eq("member", member.key()), in("nudgeId", nudgeIds)))
                        .into(new ArrayList<>());
        var lives = new LinkedHashMap<String, NudgeLife>();
        found.stream()
                .filter(entry -> entry.getBoolean("issued"))
                .forEach(entry -> lives.put(entry.getString("nudgeId"), life(entry)));
        found.stream()
                .filter(entry -> !entry.getBoolean("issued"))
                .forEach(entry ->
                        lives.computeIfPresent(entry.getString("nudgeId"), (_, life) -> life.and(withdrawn(entry))));
        return lives;
    }

    /** Of an entry that was written before it was noted, the decision point was when it was issued. */
    private static NudgeLife life(Document entry) {
        var sent = entry.getDate("at").toInstant();
        var planned = entry.getDate("planned");
        var life = NudgeLife.sent(
                entry.getString("nudgeId"),
                planned == null ? sent : planned.toInstant(),
                sent,
                NudgeEntries.validUntil(entry));
        var noted = entry.get(LIFE, new Document());
        for (var fate : Fate.values()) {
            var at = noted.getDate(fate.wire());
            life = at == null ? life : life.and(new Happened.Reported(fate, at.toInstant()));
        }
        for (var channel : new TreeMap<>(noted.get(DELIVERED, new Document())).entrySet()) {
            life = life.and(new Happened.Delivered(channel.getKey(), ((Date) channel.getValue()).toInstant()));
        }
        return life;
    }

    private static Happened.Withdrawn withdrawn(Document entry) {
        var event = (NudgeEvent.Withdrawn)
                FactCodec.nudge(entry.get("json", Binary.class).getData());
        return new Happened.Withdrawn(event.reason(), entry.getDate("at").toInstant());
    }
}
