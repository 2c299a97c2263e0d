package org.paschima.notify.history;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.client.ClientSession;
import com.mongodb.client.ListCollectionNamesIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.session.ServerSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB in memory, behind the driver's own interfaces: transactions with snapshots and write conflicts, sessions that a
 * next owner ends, unique indexes. So the service's own code for the store is what runs, thousands of histories a minute.
 * Single-threaded; before each call it asks {@link Calls}, which may let time pass, fail it or do other work first.
 */
final class SimulatedMongo {

    /** What its own clock showed first. */
    private static final long STARTED = 1_000_000_000_000L;

    private static final long LONGEST = 60_000;
    private static final int WRITE_CONFLICT = 112;
    private static final int NO_SUCH_TRANSACTION = 251;
    private static final int DUPLICATE_KEY = 11_000;

    /** Hears of the calls. */
    interface Calls {
        /** Before a call; what it throws, the caller gets. */
        void comes(String call);

        /** After a commit took effect and before its caller knows. */
        void committed();

        /** Milliseconds that went by: a transaction that its owner left is forgotten after a minute. */
        long millis();
    }

    /** A collection as it is committed; documents are never changed in place. */
    static final class Stored {
        final Map<BsonValue, BsonDocument> byId;
        final List<List<String>> unique;

        Stored() {
            this(new LinkedHashMap<>(), new ArrayList<>());
        }

        private Stored(Map<BsonValue, BsonDocument> byId, List<List<String>> unique) {
            this.byId = byId;
            this.unique = unique;
        }

        Stored snapshot() {
            return new Stored(new LinkedHashMap<>(byId), unique);
        }
    }

    /** An open transaction: what it sees, and what it wrote. */
    static final class Transaction {
        final long since;
        final Map<String, Stored> sees = new HashMap<>();
        final Map<String, Map<BsonValue, BsonDocument>> wrote = new LinkedHashMap<>();

        Transaction(long since) {
            this.since = since;
        }
    }

    private final Map<String, Stored> stored = new LinkedHashMap<>();
    private final Map<BsonBinary, Transaction> open = new HashMap<>();
    private final Calls calls;

    SimulatedMongo(Calls calls) {
        this.calls = calls;
    }

    MongoClient client() {
        var database = database();
        return proxy(MongoClient.class, (_, method, arguments) -> switch (method.getName()) {
            case "getDatabase" -> database;
            case "startSession" -> session();
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private MongoDatabase database() {
        var collections = new HashMap<String, MongoCollection<Document>>();
        return proxy(MongoDatabase.class, (_, method, arguments) -> switch (method.getName()) {
            case "getName" -> "simulated";
            case "getCollection" ->
                collections.computeIfAbsent(
                        (String) arguments[0], name -> new SimulatedCollection(this, name).asCollection());
            case "listCollectionNames" ->
                SimulatedCollection.iterable(ListCollectionNamesIterable.class, () -> List.copyOf(stored.keySet()));
            case "createCollection" -> {
                stored.putIfAbsent((String) arguments[0], new Stored());
                yield null;
            }
            case "runCommand" -> run(rendered((Bson) arguments[0]));
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private Document run(BsonDocument command) {
        calls.comes(command.getFirstKey());
        if (command.containsKey("killSessions")) {
            command.getArray("killSessions")
                    .forEach(each -> open.remove(each.asDocument().getBinary("id")));
        }
        return new Document("ok", 1);
    }

    private ClientSession session() {
        var id = new BsonBinary(UUID.randomUUID());
        var server = proxy(ServerSession.class, (_, method, _) -> switch (method.getName()) {
            case "getIdentifier" -> new BsonDocument("id", id);
            default -> throw new UnsupportedOperationException(method.toString());
        });
        boolean[] isActive = {false};
        boolean[] isCommitted = {false};
        return proxy(ClientSession.class, (_, method, _) -> switch (method.getName()) {
            case "getServerSession" -> server;
            case "hasActiveTransaction" -> isActive[0];
            case "startTransaction" -> {
                isActive[0] = true;
                isCommitted[0] = false;
                open.put(id, begun());
                yield null;
            }
            case "commitTransaction" -> {
                // Whoever did not hear the answer may ask again.
                if (!isCommitted[0]) {
                    commit(id, isCommitted);
                }
                isActive[0] = false;
                yield null;
            }
            case "abortTransaction", "close" -> {
                isActive[0] = false;
                open.remove(id);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private Transaction begun() {
        var transaction = new Transaction(calls.millis());
        open.values().removeIf(each -> each.since < transaction.since - LONGEST);
        stored.forEach((name, collection) -> transaction.sees.put(name, collection.snapshot()));
        return transaction;
    }

    private void commit(BsonBinary session, boolean[] isCommitted) {
        calls.comes("commit");
        var transaction = open.remove(session);
        if (transaction == null) {
            throw failure(NO_SUCH_TRANSACTION, true);
        }
        transaction.wrote.forEach((name, documents) -> {
            var collection = stored(name);
            documents.forEach(collection.byId::put);
        });
        isCommitted[0] = true;
        if (!transaction.wrote.isEmpty()) {
            calls.committed();
        }
    }

    // --- for the collections

    Expressions expressions() {
        return new Expressions(new BsonDateTime(STARTED + calls.millis()));
    }

    void remove(String collection, @Nullable BsonValue id) {
        stored(collection).byId.remove(id);
    }

    void called(String call) {
        calls.comes(call);
    }

    Stored stored(String collection) {
        return stored.computeIfAbsent(collection, _ -> new Stored());
    }

    /** What a caller sees: its transaction's own view, or what is committed. */
    Stored seen(String collection, @Nullable ClientSession session) {
        return session == null
                ? stored(collection)
                : transaction(session).sees.computeIfAbsent(collection, _ -> new Stored());
    }

    @SuppressWarnings("ReferenceEquality")
    void write(String collection, @Nullable ClientSession session, BsonDocument document) {
        var id = Objects.requireNonNull(document.get("_id"));
        var sees = seen(collection, session);
        refuseDuplicate(stored(collection), id, document);
        refuseDuplicate(sees, id, document);
        if (session == null) {
            sees.byId.put(id, document);
            return;
        }
        var mine = transaction(session);
        var written = mine.wrote.computeIfAbsent(collection, _ -> new LinkedHashMap<>());
        boolean isWrittenByAnother = open.values().stream()
                .anyMatch(other -> other != mine
                        && other.wrote.getOrDefault(collection, Map.of()).containsKey(id));
        // a document is replaced by each write, so it is the same one or was written since
        boolean hasChanged = !written.containsKey(id) && stored(collection).byId.get(id) != sees.byId.get(id);
        if (isWrittenByAnother || hasChanged) {
            open.values().remove(mine);
            throw failure(WRITE_CONFLICT, true);
        }
        sees.byId.put(id, document);
        written.put(id, document);
    }

    private static void refuseDuplicate(Stored collection, BsonValue id, BsonDocument document) {
        for (var fields : collection.unique) {
            var key = Matching.key(fields, document);
            for (var other : collection.byId.values()) {
                if (!id.equals(other.get("_id")) && Matching.key(fields, other).equals(key)) {
                    throw failure(DUPLICATE_KEY, false);
                }
            }
        }
    }

    private Transaction transaction(ClientSession session) {
        var id = Objects.requireNonNull(session.getServerSession().getIdentifier())
                .getBinary("id");
        var transaction = open.get(id);
        if (transaction == null) {
            throw failure(NO_SUCH_TRANSACTION, true);
        }
        return transaction;
    }

    static MongoException failure(int code, boolean isTransient) {
        var answer = new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("simulated"));
        if (isTransient) {
            answer.append(
                    "errorLabels",
                    new BsonArray(List.of(new BsonString(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL))));
        }
        return new MongoCommandException(answer, new ServerAddress());
    }

    static BsonDocument rendered(Bson bson) {
        return bson.toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
