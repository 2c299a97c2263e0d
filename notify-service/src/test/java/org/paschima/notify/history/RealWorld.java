package org.paschima.notify.history;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.contract.Fact;
import org.paschima.log.LogPartition;
import org.paschima.notify.NotifyService;
import org.paschima.notify.TestStack;
import org.paschima.notify.mongo.MongoNudges;
import org.paschima.runtime.Opened;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;

/**
 * Runs a history on a whole service with a real broker and mongod, which are stopped where the history says so. All is
 * calm between two events, so a stall begins between transactions and not within one as in {@link World}; and an owner
 * is followed by another while it goes.
 */
final class RealWorld implements AutoCloseable {

    private static final Duration AT_ONCE = Duration.ofMinutes(20);
    private static final Duration BELIEVED_AFTER = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Opened opened = new Opened();
    private final Judge judge;
    private final MongodProcess mongod;
    private final KafkaProcess kafka;
    private final TestStack stack;
    private final MongoStore store;
    private final MongoNudges nudges;
    private final Positions positions;
    private final List<Words> words = new ArrayList<>();
    private final List<Said> log = new ArrayList<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<String, List<BsonValue>> seen = new HashMap<>();
    private final long began = System.nanoTime();
    private NotifyService service;
    private Instant now;

    private record Said(int member, Fact fact, Instant written) {}

    RealWorld(History history, Judge judge, MongodProcess mongod, KafkaProcess kafka) throws Exception {
        this.judge = judge;
        this.mongod = mongod;
        this.kafka = kafka;
        this.now = history.start();
        this.stack = opened.add(new TestStack(mongod.uri(), kafka.bootstrap()));
        this.service = stack.start();
        this.store = opened.add(MongoStore.connect(mongod.uri(), stack.setting("MONGO_DATABASE"), false));
        this.nudges = new MongoNudges(store);
        this.positions = new Positions(store);
        for (int member = 0; member < history.members(); member++) {
            words.add(new Words());
        }
        shows(now);
    }

    void happens(Event event) throws Exception {
        switch (event) {
            case Event.Passes(var span) -> passes(span);
            case Event.PassesToSlot(var around) ->
                passes(World.untilNextSlot(judge.zoneOf(0), now).plus(around));
            case Event.ClockSteps(var by) -> steps(by);
            case Event.Said said -> says(said);
            case Event.Looks(var member, var device) -> looks(member, device);
            case Event.Repeats(var last) -> {
                for (var each : List.copyOf(log.subList(Math.max(0, log.size() - last), log.size()))) {
                    append(each);
                }
            }
            case Event.IsDown(var span) -> {
                service.close();
                now = now.plus(span);
                service = stack.start();
                shows(now);
            }
            case Event.LogStalls(var span) -> {
                kafka.stall();
                try {
                    shows(now.plus(span));
                } finally {
                    kafka.goOn();
                }
            }
            case Event.StoreStalls stall -> stalls(stall);
            case Event.Dies _, Event.IsReplaced _ -> isReplaced();
            case Event.Sits sits -> {
                for (var note : sits.notes()) {
                    passes(Duration.ofMinutes(note.after()));
                    says(new Event.Said(
                            sits.member(),
                            new Deed.Checks(sits.record() + note.which(), sits.position(), -note.ago(), sits.zone())));
                    settles();
                }
            }
            case Event.Cuts _,
                    Event.Reconnects _,
                    Event.Keeps _,
                    Event.Meets _,
                    Event.Names _,
                    Event.Forgets _,
                    Event.DiesReading _ -> {
                // only where calls, clients and servers of calendars are simulated
            }
        }
        settles();
    }

    private void passes(Duration span) throws Exception {
        var until = now.plus(span.isNegative() ? Duration.ZERO : span);
        while (now.isBefore(until) && !judge.hasFound()) {
            var next = now.plus(AT_ONCE);
            shows(next.isBefore(until) ? next : until);
            settles();
        }
    }

    private void shows(Instant clock) throws Exception {
        now = clock;
        stack.setClock(service.port(), now);
        judge.clockShows(now);
    }

    private void steps(Duration by) throws Exception {
        shows(now.plus(by));
        judge.stepped(by, now);
        long stepped = System.nanoTime();
        await().atMost(PATIENCE)
                .until(() -> System.nanoTime() - stepped > BELIEVED_AFTER.toNanos()
                        && store.database()
                                        .getCollection("members")
                                        .countDocuments(gt("reaches", Date.from(now.plusSeconds(60))))
                                == 0);
    }

    private void says(Event.Said said) throws Exception {
        var fact = words.get(said.member()).fact(said.deed(), now, judge.nudgesOf(said.member()));
        if (fact != null) {
            append(new Said(said.member(), fact, now));
        }
    }

    private void append(Said said) throws Exception {
        var entry = World.entry(log.size(), said.member(), said.fact(), said.written());
        var appended = stack.acknowledged(World.member(said.member()), said.fact(), said.written());
        ends.put(appended.partition(), appended.offset() + 1);
        log.add(said);
        judge.acknowledged(entry, now, millis());
    }

    private void looks(int member, int device) {
        var rank = nudges.member(World.member(member)).settings().planRank();
        words.get(member)
                .looked(
                        device,
                        rank == null ? 0 : rank.version(),
                        rank == null ? Fact.NudgePlanChanged.NO_PLAN : rank.tag());
        judge.planIsRead(member, rank, log.size());
    }

    private void stalls(Event.StoreStalls stall) throws Exception {
        var until = now.plus(stall.span());
        mongod.stall();
        try {
            for (var said : stall.meanwhile()) {
                shows(now.plus(stall.span().dividedBy(stall.meanwhile().size() + 1)));
                says(said);
            }
            shows(until);
        } finally {
            mongod.goOn();
        }
    }

    private void isReplaced() throws Exception {
        var before = service;
        service = stack.start();
        shows(now);
        before.close();
    }

    // --- when all is calm

    private long millis() {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private void settles() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(this::isCalm);
        judge.committed(log.size(), newOf("decisions"), newOf("nudge_log"), now, millis());
        judge.settled(now);
    }

    private boolean isCalm() {
        var topic = stack.topics().memberLog();
        return ends.entrySet().stream()
                        .allMatch(end -> positions.foldedTo(new LogPartition(topic, end.getKey())) >= end.getValue())
                && store.database().getCollection("members").countDocuments(lte("nextDue", Date.from(now))) == 0;
    }

    private List<BsonDocument> newOf(String collection) {
        var known = seen.computeIfAbsent(collection, _ -> new ArrayList<>());
        var found = store.database()
                .getCollection(collection, BsonDocument.class)
                .find(nin("_id", known))
                .sort(Sorts.ascending("$natural"))
                .into(new ArrayList<>());
        found.forEach(each -> known.add(each.get("_id")));
        return found;
    }

    @Override
    public void close() {
        opened.close();
    }
}
