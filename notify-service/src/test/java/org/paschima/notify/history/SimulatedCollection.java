package org.paschima.notify.history;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.ClientSession;
import com.mongodb.client.DistinctIterable;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.client.result.InsertManyResult;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A collection of {@link SimulatedMongo}, as the driver shows it. */
final class SimulatedCollection {

    private static final DocumentCodec CODEC = new DocumentCodec();

    private final SimulatedMongo mongo;
    private final String name;

    SimulatedCollection(SimulatedMongo mongo, String name) {
        this.mongo = mongo;
        this.name = name;
    }

    @SuppressWarnings("unchecked")
    MongoCollection<Document> asCollection() {
        return SimulatedMongo.proxy(MongoCollection.class, (_, method, given) -> {
            var session = given != null && given.length > 0 && given[0] instanceof ClientSession s ? s : null;
            var arguments = given == null ? List.of() : new ArrayList<>(List.of(given));
            if (session != null) {
                arguments.removeFirst();
            }
            return call(method.getName(), session, arguments);
        });
    }

    private @Nullable Object call(String method, @Nullable ClientSession session, List<Object> arguments) {
        return switch (method) {
            case "createIndex" -> index(arguments);
            case "find" ->
                iterable(
                        FindIterable.class, () -> found(session, SimulatedMongo.rendered((Bson) arguments.getFirst())));
            case "updateOne" -> update(session, arguments, 1);
            case "updateMany" -> update(session, arguments, Integer.MAX_VALUE);
            case "replaceOne" -> replaceOrInsert(session, arguments);
            case "insertMany" -> {
                mongo.called(method);
                ((List<?>) arguments.getFirst()).forEach(each -> insert(session, (Document) each));
                yield InsertManyResult.unacknowledged();
            }
            case "findOneAndUpdate" -> findAndUpdate(session, arguments);
            case "distinct" ->
                iterable(DistinctIterable.class, () -> distinct((String) arguments.get(0), (Bson) arguments.get(1)));
            case "deleteOne" -> delete(SimulatedMongo.rendered((Bson) arguments.getFirst()));
            case "bulkWrite" -> bulk(session, (List<?>) arguments.getFirst());
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private String index(List<Object> arguments) {
        var fields =
                List.copyOf(SimulatedMongo.rendered((Bson) arguments.getFirst()).keySet());
        var unique = mongo.stored(name).unique;
        if (arguments.size() > 1 && ((IndexOptions) arguments.get(1)).isUnique() && !unique.contains(fields)) {
            unique.add(fields);
        }
        return String.join("_", fields);
    }

    private List<BsonDocument> found(@Nullable ClientSession session, BsonDocument filter) {
        mongo.called("find");
        return matching(session, filter);
    }

    private List<BsonDocument> matching(@Nullable ClientSession session, BsonDocument filter) {
        var all = mongo.seen(name, session).byId;
        if (filter.get("_id") instanceof BsonString id) {
            var one = all.get(id);
            return one != null && Matching.matches(filter, one, mongo.expressions()) ? List.of(one) : List.of();
        }
        return all.values().stream()
                .filter(document -> Matching.matches(filter, document, mongo.expressions()))
                .toList();
    }

    private List<BsonValue> distinct(String field, Bson filter) {
        return found(null, SimulatedMongo.rendered(filter)).stream()
                .map(document -> Objects.requireNonNull(Matching.at(field, document)))
                .distinct()
                .toList();
    }

    private DeleteResult delete(BsonDocument filter) {
        mongo.called("delete");
        var found = matching(null, filter);
        found.stream().limit(1).forEach(each -> mongo.remove(name, each.get("_id")));
        return DeleteResult.acknowledged(Math.min(1, found.size()));
    }

    /** The document as it is then; null where there is none. */
    private @Nullable Document findAndUpdate(@Nullable ClientSession session, List<Object> arguments) {
        mongo.called("findOneAndUpdate");
        var filter = SimulatedMongo.rendered((Bson) arguments.get(0));
        var options = (FindOneAndUpdateOptions) arguments.get(2);
        var order = options.getSort() == null ? new BsonDocument() : SimulatedMongo.rendered(options.getSort());
        var found = matching(session, filter).stream()
                .min((one, other) -> Matching.inOrder(order, one, other))
                .or(() -> options.isUpsert()
                        ? Optional.of(new BsonDocument("_id", filter.get("_id")))
                        : Optional.empty());
        if (found.isEmpty()) {
            return null;
        }
        var after = updated(found.get(), arguments.get(1), false);
        mongo.write(name, session, after);
        return decoded(after);
    }

    private BsonDocument updated(BsonDocument document, Object update, boolean isNew) {
        return update instanceof List<?> stages
                ? mongo.expressions()
                        .updated(
                                document,
                                stages.stream()
                                        .map(stage -> SimulatedMongo.rendered((Bson) stage))
                                        .toList())
                : Matching.updated(document, SimulatedMongo.rendered((Bson) update), isNew);
    }

    private UpdateResult update(@Nullable ClientSession session, List<Object> arguments, int most) {
        mongo.called("update");
        boolean isUpsert = arguments.size() > 2 && ((UpdateOptions) arguments.get(2)).isUpsert();
        int changed = update(session, (Bson) arguments.get(0), arguments.get(1), isUpsert, most);
        return UpdateResult.acknowledged(changed, (long) changed, null);
    }

    /** How many it matched. */
    private int update(@Nullable ClientSession session, Bson which, Object update, boolean isUpsert, int most) {
        var filter = SimulatedMongo.rendered(which);
        var found = matching(session, filter);
        var changed = found.subList(0, Math.min(most, found.size()));
        changed.forEach(each -> mongo.write(name, session, updated(each, update, false)));
        if (changed.isEmpty() && isUpsert) {
            mongo.write(name, session, updated(new BsonDocument("_id", filter.get("_id")), update, true));
        }
        return changed.size();
    }

    private UpdateResult replaceOrInsert(@Nullable ClientSession session, List<Object> arguments) {
        mongo.called("replace");
        int replaced = replace(session, SimulatedMongo.rendered((Bson) arguments.get(0)), (Document) arguments.get(1));
        if (replaced == 0 && arguments.size() > 2 && ((ReplaceOptions) arguments.get(2)).isUpsert()) {
            insert(session, (Document) arguments.get(1));
        }
        return UpdateResult.acknowledged(replaced, (long) replaced, null);
    }

    private BulkWriteResult bulk(@Nullable ClientSession session, List<?> writes) {
        mongo.called("bulkWrite");
        int inserted = 0;
        int matched = 0;
        for (var write : writes) {
            switch (write) {
                case InsertOneModel<?> insert -> {
                    insert(session, (Document) insert.getDocument());
                    inserted++;
                }
                case ReplaceOneModel<?> replace ->
                    matched += replace(
                            session, SimulatedMongo.rendered(replace.getFilter()), (Document) replace.getReplacement());
                case UpdateOneModel<?> update ->
                    matched += update(
                            session,
                            update.getFilter(),
                            Objects.requireNonNull(update.getUpdate()),
                            update.getOptions().isUpsert(),
                            1);
                default ->
                    throw new UnsupportedOperationException(write.getClass().getName());
            }
        }
        return BulkWriteResult.acknowledged(inserted, matched, 0, matched, List.of(), List.of());
    }

    private int replace(@Nullable ClientSession session, BsonDocument filter, Document by) {
        var found = matching(session, filter);
        if (found.isEmpty()) {
            return 0;
        }
        var document = SimulatedMongo.rendered(by);
        document.put("_id", found.getFirst().get("_id"));
        mongo.write(name, session, document);
        return 1;
    }

    private void insert(@Nullable ClientSession session, Document inserted) {
        var document = SimulatedMongo.rendered(inserted);
        if (!document.containsKey("_id")) {
            document.put("_id", new BsonObjectId());
        }
        if (mongo.seen(name, session).byId.containsKey(document.get("_id"))) {
            throw SimulatedMongo.failure(11_000, false);
        }
        mongo.write(name, session, document);
    }

    private static Document decoded(BsonDocument document) {
        return CODEC.decode(
                new BsonDocumentReader(document), DecoderContext.builder().build());
    }

    // --- what is found, as the driver iterates it

    /** Documents that are found when they are asked for, or names. */
    static <T> T iterable(Class<T> type, Supplier<? extends List<?>> found) {
        return new Found(found).as(type);
    }

    private static final class Found {
        private final Supplier<? extends List<?>> found;
        private @Nullable BsonDocument order;
        private int most = Integer.MAX_VALUE;
        private com.mongodb.Function<Object, Object> map = each -> each;

        Found(Supplier<? extends List<?>> found) {
            this.found = found;
        }

        @SuppressWarnings("unchecked")
        <T> T as(Class<T> type) {
            return SimulatedMongo.proxy(type, (self, method, arguments) -> switch (method.getName()) {
                case "projection", "batchSize", "hint" -> self;
                case "sort" -> {
                    order = SimulatedMongo.rendered((Bson) arguments[0]);
                    yield self;
                }
                case "limit" -> {
                    most = (Integer) arguments[0];
                    yield self;
                }
                case "map" -> {
                    map = (com.mongodb.Function<Object, Object>) arguments[0];
                    yield self;
                }
                case "first" -> {
                    var all = all(1);
                    yield all.isEmpty() ? null : all.getFirst();
                }
                case "into" -> {
                    ((Collection<Object>) arguments[0]).addAll(all(most));
                    yield arguments[0];
                }
                case "forEach" -> {
                    all(most).forEach((Consumer<Object>) arguments[0]);
                    yield null;
                }
                default -> throw new UnsupportedOperationException(method.toString());
            });
        }

        private List<Object> all(int atMost) {
            var ordered = new ArrayList<Object>(found.get());
            var by = order;
            if (by != null) {
                ordered.sort((one, other) -> Matching.inOrder(by, (BsonDocument) one, (BsonDocument) other));
            }
            return new ArrayList<>(ordered.subList(0, Math.min(atMost, ordered.size())).stream()
                    .map(each -> switch (each) {
                        case BsonDocument document -> decoded(document);
                        case BsonString text -> text.getValue();
                        default -> each;
                    })
                    .map(map::apply)
                    .toList());
        }
    }
}
