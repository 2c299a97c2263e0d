package org.paschima.insight.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bson.Document;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.insight.store.Snapshot;
import org.paschima.insight.store.Statement;
import org.paschima.insight.store.StatementMark;
import org.paschima.insight.store.StatementPage;
import org.paschima.insight.store.StatementRecord;
import org.paschima.insight.store.Statements;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/** Keeps statements in MongoDB; any instance can note and list those of any member. */
public final class MongoStatements implements Statements {

    private final SnapshotReads snapshots;
    private final Generations generations;
    private final ToIntFunction<MemberId> partitionOf;
    private final MongoCollection<Document> statements;

    /**
     * Keeps them in the base database.
     *
     * @param generations which say up to where the log is folded
     */
    public MongoStatements(MongoStore store, Generations generations, ToIntFunction<MemberId> partitionOf) {
        this.snapshots = new SnapshotReads(store);
        this.generations = generations;
        this.partitionOf = partitionOf;
        this.statements = store.database().getCollection(StatementDocuments.COLLECTION);
    }

    /** Asks first, since most answers say what was said before, and a read is cheaper than a write that collides. */
    @Override
    public void note(MemberId member, Collection<Statement> noted, Instant at, long revision) {
        var documents = new LinkedHashMap<String, Document>();
        noted.forEach(each -> documents.put(
                StatementDocuments.key(member, each),
                StatementDocuments.document(member, new StatementRecord(each, at, revision))));
        if (documents.isEmpty()) {
            return;
        }
        try {
            var known = statements
                    .find(Filters.in("_id", documents.keySet()))
                    .projection(Projections.include("_id"))
                    .map(document -> document.getString("_id"))
                    .into(new HashSet<>());
            documents.forEach((key, document) -> {
                if (!known.contains(key)) {
                    insert(document);
                }
            });
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    /** A collision is an answer and not a failure: it was said at the same moment elsewhere. */
    private void insert(Document document) {
        try {
            statements.insertOne(document);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public Snapshot<StatementPage> list(
            MemberId member, LocalDate from, LocalDate to, Optional<StatementMark> after, int limit) {
        int partition = partitionOf.applyAsInt(member);
        var range = Keys.days(member, from, to);
        var page = after.map(mark ->
                        Filters.and(range, Filters.gt("_id", StatementDocuments.key(member, mark.to(), mark.id()))))
                .orElse(range);
        return snapshots.read(session -> {
            long next = generations.foldedTo(session, partition);
            long count = statements.countDocuments(session, range);
            var items = statements
                    .find(session, page)
                    .sort(Sorts.ascending("_id"))
                    .limit(limit + 1)
                    .map(StatementDocuments::record)
                    .into(new ArrayList<>());
            Optional<StatementMark> more = Optional.empty();
            if (items.size() > limit) {
                items.removeLast();
                more = Optional.of(StatementMark.after(items.getLast()));
            }
            return new Snapshot<>(LogPosition.foldedTo(partition, next), count, new StatementPage(items, more));
        });
    }
}
