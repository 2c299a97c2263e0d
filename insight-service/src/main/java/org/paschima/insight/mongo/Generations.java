package org.paschima.insight.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogTopics;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;
import org.paschima.store.mongo.Positions;

/**
 * Which generation of what is derived from the member log is read, which one is folded, and which one is being built.
 *
 * <p>A generation is a database: the first is the base database, generation 2 of {@code insight} is {@code insight_g2}.
 * What is not derived from the member log lives in the base database beside the first generation and belongs to none.
 * One document says it all, {@code {_id: "current", reading, folding, last, building, history}}, and changes by
 * compare-and-set only: several processes may try the same step. {@code reading} follows {@code folding} once every
 * partition was cut over; in between each partition's position tells where it is read.
 */
public final class Generations {

    public static final int FIRST = 1;

    private static final String COLLECTION = "generations";
    private static final String ID = "current";
    private static final String SUFFIX = "_g";
    private static final int UNKNOWN_FORMAT = 0;

    private final MongoStore base;
    private final MongoCollection<Document> generations;
    private final AtomicInteger reading = new AtomicInteger();

    public Generations(MongoStore base) {
        this.base = base;
        this.generations = base.database().getCollection(COLLECTION);
    }

    /**
     * What the document says.
     *
     * @param reading where readers begin
     * @param folding what services fold
     * @param building what a rebuild is folding, if one was begun
     */
    public record State(int reading, int folding, Optional<Integer> building, List<Made> history) {
        public State {
            history = List.copyOf(history);
        }

        public boolean isSettled() {
            return reading == folding;
        }

        /** The format that a generation was folded in; the present one where nothing else is known. */
        public int formatOf(int number) {
            return history.stream()
                    .filter(made -> made.number() == number)
                    .mapToInt(Made::format)
                    .findFirst()
                    .orElse(MemberLogFold.FORMAT);
        }
    }

    /** A generation that was finished, and whether it is still there. */
    public record Made(int number, int format, Instant at, boolean isDropped) {}

    /** A generation to build. */
    public record Building(int number, boolean isResumed) {}

    public State state() {
        var state = guarded(() -> state(document()));
        reading.accumulateAndGet(state.reading(), Math::max);
        return state;
    }

    /** The generation that readers begin with, as far as this process knows: as {@link #state()} said last. */
    public int reading() {
        int known = reading.get();
        return known == 0 ? state().reading() : known;
    }

    private @Nullable Document document() {
        return generations.find(eq("_id", ID)).first();
    }

    private static State state(@Nullable Document document) {
        if (document == null) {
            return new State(FIRST, FIRST, Optional.empty(), List.of());
        }
        var building = document.get("building", Document.class);
        return new State(
                document.getInteger("reading"),
                document.getInteger("folding"),
                Optional.ofNullable(building).map(each -> each.getInteger("number")),
                document.getList("history", Document.class, List.of()).stream()
                        .map(made -> new Made(
                                made.getInteger("number"),
                                made.getInteger("format"),
                                made.getDate("at").toInstant(),
                                made.getBoolean("dropped", false)))
                        .toList());
    }

    /** The database of a generation. */
    public MongoStore store(int number) {
        return number == FIRST ? base : base.sibling(base.database().getName() + SUFFIX + number);
    }

    /**
     * Up to where readers see a partition, in a session's snapshot: for answers whose contents are of no generation.
     *
     * @return the first offset not folded yet
     */
    long foldedTo(ClientSession session, int partition) {
        var asked = new LogPartition(LogTopics.MEMBER_LOG, partition);
        var stored = new Positions(store(reading())).stored(session, asked);
        while (stored.successor().isPresent()) {
            stored = new Positions(base.sibling(stored.successor().get())).stored(session, asked);
        }
        return stored.next();
    }

    /** The format that the generation of a store was folded in. */
    int formatOf(MongoStore store) {
        return state().formatOf(numberOf(store.database().getName()));
    }

    /** The generation that a database is. */
    int numberOf(String database) {
        var first = base.database().getName();
        return database.equals(first) ? FIRST : Integer.parseInt(database.substring(first.length() + SUFFIX.length()));
    }

    /** Notes, on the first start ever, which format the first generation has. */
    public void begin(Instant now) {
        guarded(() -> document() != null
                ? null
                : generations.updateOne(
                        eq("_id", ID),
                        combine(
                                setOnInsert("reading", FIRST),
                                setOnInsert("folding", FIRST),
                                setOnInsert("last", FIRST),
                                setOnInsert("history", List.of(made(FIRST, formatOfFirst(), now)))),
                        new UpdateOptions().upsert(true)));
    }

    /** What was folded before generations were noted is of an older format, whichever it is. */
    private int formatOfFirst() {
        var folded = base.database()
                .getCollection(Positions.COLLECTION)
                .find(ofMemberLog("_id"))
                .first();
        return folded == null ? MemberLogFold.FORMAT : UNKNOWN_FORMAT;
    }

    private static Document made(int number, int format, Instant at) {
        return new Document("number", number).append("format", format).append("at", Date.from(at));
    }

    /**
     * Takes up the generation that an earlier rebuild left, if it was of the same topic and format; else begins a new one
     * and forgets the unfinished one.
     *
     * @param fromScratch whether to begin a new one in any case
     * @throws NewerFormatException when a newer release began what would be forgotten, unless it is from scratch
     */
    public Building build(TopicIdentity topic, boolean fromScratch, Instant now) {
        begin(now);
        return guarded(() -> {
            while (true) {
                var document = Objects.requireNonNull(document());
                var left = document.get("building", Document.class);
                if (left != null && !fromScratch && isOf(left, topic)) {
                    return new Building(left.getInteger("number"), true);
                }
                if (left != null && !fromScratch) {
                    NewerFormatException.refuse(left.getInteger("format"));
                }
                int number = document.getInteger("last") + 1;
                var building = made(number, MemberLogFold.FORMAT, now)
                        .append("topicId", topic.topicId())
                        .append("partitions", topic.partitions());
                var begun = generations.updateOne(
                        and(eq("_id", ID), eq("last", number - 1)),
                        combine(set("building", building), set("last", number)));
                if (begun.getMatchedCount() == 1) {
                    if (left != null) {
                        store(left.getInteger("number")).database().drop();
                    }
                    return new Building(number, false);
                }
            }
        });
    }

    private static boolean isOf(Document building, TopicIdentity topic) {
        return topic.topicId().equals(building.getString("topicId"))
                && topic.partitions() == building.getInteger("partitions")
                && building.getInteger("format") == MemberLogFold.FORMAT;
    }

    /** Makes a generation that was built the one that services fold. False when it is not being built any more. */
    public boolean switchTo(int number, Instant now) {
        return guarded(() -> generations
                        .updateOne(
                                and(eq("_id", ID), eq("building.number", number)),
                                combine(
                                        set("folding", number),
                                        unset("building"),
                                        push("history", made(number, MemberLogFold.FORMAT, now))))
                        .getMatchedCount()
                == 1);
    }

    /** Lets readers begin at the generation that is folded: all of the ones before were cut over. */
    public void settle(int folding) {
        guarded(() -> generations.updateOne(and(eq("_id", ID), eq("folding", folding)), set("reading", folding)));
    }

    /** The finished generations before the one that is read, which are still there. */
    public List<Integer> old() {
        var state = state();
        return state.history().stream()
                .filter(made -> made.number() < state.reading() && !made.isDropped())
                .map(Made::number)
                .toList();
    }

    /** Deletes an old generation. Of the base database only what was derived from the member log goes. */
    public void drop(int number) {
        if (!old().contains(number)) {
            throw new IllegalArgumentException("generation " + number + " is not an old one");
        }
        guarded(() -> {
            if (number == FIRST) {
                dropFirst();
            } else {
                store(number).database().drop();
            }
            return generations.updateOne(
                    and(eq("_id", ID), eq("history.number", number)), set("history.$.dropped", true));
        });
    }

    private void dropFirst() {
        var database = base.database();
        // positions first: who sees none looks where readers begin now
        database.getCollection(Positions.COLLECTION).deleteMany(ofMemberLog("_id"));
        database.getCollection(FencedBatches.PARKED).deleteMany(ofMemberLog("_id"));
        for (var derived : List.of(
                RecordDocuments.COLLECTION,
                MonthDocuments.COLLECTION,
                MonthPages.COLLECTION,
                DayDocuments.COLLECTION,
                CareDocuments.COLLECTION,
                SettingDocuments.COLLECTION,
                PlanChangeFold.COLLECTION)) {
            database.getCollection(derived).drop();
        }
    }

    private static Bson ofMemberLog(String field) {
        return regex(field, "^" + Pattern.quote(LogTopics.MEMBER_LOG + "-"));
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
