package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.store.mongo.MongoStore;

/**
 * Keeps of each member who reported or stated something of symptoms what {@link OpenCare} needs: every version that came,
 * in the order of the log, whatever the record index says of it by now. Other members' records cost nothing.
 */
final class CareFold {

    private final MongoCollection<Document> care;

    CareFold(MongoStore store) {
        store.ensureCollections(CareDocuments.COLLECTION);
        this.care = store.database().getCollection(CareDocuments.COLLECTION);
    }

    /** A version that won; {@code wasReport} when the one before it was a symptom report. */
    record Winner(Changes.RecordChange change, boolean wasReport) {
        boolean isOfCare() {
            return wasReport || report(change) != null;
        }
    }

    /**
     * @param reports all versions of symptom reports, in the order of the log
     * @param winners the versions of records of any kind that won
     */
    void fold(ClientSession session, List<Changes.RecordChange> reports, Collection<Winner> winners) {
        var members = new HashSet<String>();
        reports.forEach(each -> members.add(each.member().key()));
        winners.stream()
                .filter(Winner::isOfCare)
                .forEach(each -> members.add(each.change().member().key()));
        if (members.isEmpty()) {
            return;
        }
        var before = new HashMap<String, OpenCare>();
        care.find(session, Filters.in("_id", members))
                .forEach(document -> before.put(document.getString("_id"), CareDocuments.care(document)));
        var after = new HashMap<>(before);
        for (var each : reports) {
            var report = report(each);
            if (report != null) {
                change(after, each, known -> known.reported(report, each.rank(), each.offset()));
            }
        }
        for (var winner : winners) {
            if (winner.isOfCare()) {
                var each = winner.change();
                change(
                        after,
                        each,
                        known -> known.became(each.fact().id().id(), each.rank(), version(each), each.offset()));
            }
        }
        store(session, before, after);
    }

    private interface Change {
        OpenCare of(OpenCare known);
    }

    private static void change(Map<String, OpenCare> members, Changes.RecordChange of, Change change) {
        var member = of.member().key();
        members.put(member, change.of(members.getOrDefault(member, OpenCare.NONE)));
    }

    private static @Nullable MemberRecord version(Changes.RecordChange change) {
        return change.fact() instanceof Fact.Recorded(var record, var _) ? record : null;
    }

    private static @Nullable SymptomReport report(Changes.RecordChange change) {
        return version(change) instanceof SymptomReport report ? report : null;
    }

    private void store(ClientSession session, Map<String, OpenCare> before, Map<String, OpenCare> after) {
        var writes = new ArrayList<WriteModel<Document>>();
        after.forEach((member, known) -> {
            var stored = before.get(member);
            var document = CareDocuments.document(member, known);
            if (stored == null && !known.equals(OpenCare.NONE)) {
                writes.add(new InsertOneModel<>(document));
            } else if (stored != null && !stored.equals(known)) {
                writes.add(new ReplaceOneModel<>(Filters.eq("_id", member), document));
            }
        });
        if (!writes.isEmpty()) {
            care.bulkWrite(session, writes, new BulkWriteOptions().ordered(false));
        }
    }
}
