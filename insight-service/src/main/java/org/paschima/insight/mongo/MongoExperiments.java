package org.paschima.insight.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.Moment;
import org.paschima.insight.domain.experiment.SelfExperiment;
import org.paschima.insight.domain.experiment.SelfExperiment.Draw;
import org.paschima.insight.store.Experiments;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/**
 * Self-experiments, one document each, with their draws: {@code {_id, k, i, a, b, r, w, n, t, e, o, d, v}}: key, member,
 * id, the two practices, region, moment, note, start, end, whether open, draws {@code {n, i, t, p}} (number, id, time,
 * practice), revision. What is null is left out. All is {@link Opaque} but whose it is, when it began, whether it is open, and
 * its revision.
 *
 * <p>They are not derived from the log and live in no generation of it. Every change is guarded by the revision, so of
 * two draws at once one is made and the other sees it; {@code o} is unique among a member's, so only one is open.
 */
public final class MongoExperiments implements Experiments {

    static final String COLLECTION = "experiments";

    private static final Set<String> READABLE = Set.of("_id", "k", "t", "o", "v");

    private final MongoCollection<Document> experiments;

    public MongoExperiments(MongoStore store) {
        store.ensureCollections(COLLECTION);
        this.experiments = store.database().getCollection(COLLECTION);
        experiments.createIndex(
                Indexes.ascending("k"),
                new IndexOptions().name("one_open").unique(true).partialFilterExpression(eq("o", true)));
        experiments.createIndex(Indexes.ascending("k", "t"), new IndexOptions().name("of_member"));
    }

    @Override
    public Optional<SelfExperiment> find(MemberId member, String id) {
        return first(() -> experiments.find(eq("_id", key(member, id))).first());
    }

    @Override
    public Optional<SelfExperiment> open(MemberId member) {
        return first(() ->
                experiments.find(and(eq("k", member.key()), eq("o", true))).first());
    }

    private static Optional<SelfExperiment> first(Supplier<@Nullable Document> read) {
        try {
            return Optional.ofNullable(read.get()).map(MongoExperiments::experiment);
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    @Override
    public List<SelfExperiment> newest(MemberId member, int most) {
        try {
            return experiments
                    .find(eq("k", member.key()))
                    .sort(Sorts.descending("t", "_id"))
                    .limit(most)
                    .map(MongoExperiments::experiment)
                    .into(new ArrayList<>());
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    @Override
    public boolean add(MemberId member, SelfExperiment experiment) {
        try {
            experiments.insertOne(document(member, experiment));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw Outages.of(e);
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    @Override
    public boolean replace(MemberId member, SelfExperiment next) {
        try {
            var before = and(eq("_id", key(member, next.id())), eq("v", next.revision() - 1));
            return experiments.replaceOne(before, document(member, next)).getMatchedCount() == 1;
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    private static String key(MemberId member, String id) {
        return member.key() + "/" + id;
    }

    private static Document document(MemberId member, SelfExperiment experiment) {
        var document = new Document("_id", key(member, experiment.id()))
                .append("k", member.key())
                .append("i", experiment.id())
                .append("a", experiment.first())
                .append("b", experiment.second())
                .append("r", experiment.region())
                .append("t", Date.from(experiment.startedAt()))
                .append("o", experiment.isOpen())
                .append(
                        "d",
                        experiment.draws().stream()
                                .map(draw -> new Document("n", draw.number())
                                        .append("i", draw.id())
                                        .append("t", Date.from(draw.at()))
                                        .append("p", draw.practice()))
                                .toList())
                .append("v", experiment.revision());
        var moment = experiment.moment();
        put(document, "w", moment == null ? null : moment.name());
        put(document, "n", experiment.note());
        var ended = experiment.endedAt();
        put(document, "e", ended == null ? null : Date.from(ended));
        return Opaque.closed(document, READABLE);
    }

    private static void put(Document document, String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
    }

    private static SelfExperiment experiment(Document stored) {
        var document = Opaque.opened(stored);
        var moment = document.getString("w");
        return new SelfExperiment(
                document.getString("i"),
                document.getString("a"),
                document.getString("b"),
                document.getString("r"),
                moment == null ? null : Moment.valueOf(moment),
                document.getString("n"),
                document.getDate("t").toInstant(),
                instant(document.getDate("e")),
                document.getList("d", Document.class).stream()
                        .map(draw -> new Draw(
                                draw.getInteger("n"),
                                draw.getString("i"),
                                draw.getDate("t").toInstant(),
                                draw.getString("p")))
                        .toList(),
                document.getLong("v"));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
