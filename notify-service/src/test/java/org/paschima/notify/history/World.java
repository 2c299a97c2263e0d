package org.paschima.notify.history;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.ServerAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.log.Batch;
import org.paschima.log.LogEnd;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.NotOwnerException;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.TopicIdentity;
import org.paschima.notify.Unheard;
import org.paschima.notify.delivery.DeliveryBarrier;
import org.paschima.notify.delivery.Feed;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.mongo.Lanes;
import org.paschima.notify.mongo.MongoNudges;
import org.paschima.notify.mongo.NotifyFold;
import org.paschima.runtime.time.Present;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;

/**
 * Runs a history: the service's own fold, decisions, fence and feed on a simulated store, log and clock. All that is
 * acknowledged, committed or delivered is told to the {@link Judge}.
 */
final class World implements SimulatedMongo.Calls {

    private static final LogPartition PARTITION = new LogPartition("log", 0);
    private static final TopicIdentity TOPIC = new TopicIdentity("an-id", 1);
    private static final Duration BELIEVED_AFTER = Duration.ofSeconds(7);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(41_234);
    static final Draw KEY = new Draw("a key for tests".getBytes(StandardCharsets.UTF_8));

    private final SimulatedMongo mongo = new SimulatedMongo(this);
    private final MongoStore store = MongoStore.over(mongo.client(), "simulated");
    private final MongoNudges nudges = new MongoNudges(store);
    private final Positions positions = new Positions(store);
    private final Calendars calendars;
    private final Feed feed;
    private final Judge judge;
    private final List<LogEntry> log = new ArrayList<>();
    private final List<Words> words = new ArrayList<>();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final List<Armed> armed = new ArrayList<>();
    private final Map<Integer, Long> cursors = new HashMap<>();
    private final List<Owner> unaware = new ArrayList<>();

    /** Milliseconds that really went by. */
    private boolean hasStepped;

    private long ownerSince;
    private long real;

    private Instant epoch;
    private long logSilentUntil;
    private int most = 500;
    private @Nullable Owner owner;
    private boolean isWorking;
    private boolean isDoneThoughFailed;
    private int commits;
    private int readAt;
    private Instant commitCalledAt;
    private long commitCalledReal;
    private String lastCall = "";

    private static final class Armed {
        int calls;
        final Event event;

        Armed(int calls, Event event) {
            this.calls = calls;
            this.event = event;
        }
    }

    /** The owner's process ends here: nothing of it goes on, nothing is cleaned up. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    World(History history, Judge judge) {
        this.epoch = history.start();
        this.commitCalledAt = epoch;
        this.judge = judge;
        this.calendars = new Calendars(mongo, store, nudges, this::clock, this::goesBy, judge);
        for (int member = 0; member < history.members(); member++) {
            words.add(new Words());
        }
        this.feed = new Feed(
                nudges,
                new DeliveryBarrier(
                        _ -> CompletableFuture.completedFuture((long) log.size()),
                        (place, _) -> CompletableFuture.completedFuture(place.isWithin(positions.foldedTo(PARTITION)))),
                _ -> PARTITION,
                this::clock);
    }

    static MemberId member(int number) {
        return new MemberId("studio", "m-" + number);
    }

    private Instant clock() {
        return epoch.plusMillis(real);
    }

    // --- events

    void happens(Event event) {
        switch (event) {
            case Event.Passes(var span) -> passes(span);
            case Event.PassesToSlot(var around) ->
                passes(untilNextSlot(judge.zoneOf(0), clock()).plus(around));
            case Event.ClockSteps(var by) -> {
                epoch = epoch.plus(by);
                hasStepped = true;
                judge.stepped(by, clock());
                // It is believed after some seconds.
                for (int i = 0; i < 8; i++) {
                    passes(Duration.ofSeconds(1));
                }
            }
            case Event.Said said -> said(said);
            case Event.Looks(var member, var device) -> looks(member, device);
            case Event.Sits sits -> sits(sits);
            case Event.Keeps keeps -> calendars.has(keeps);
            case Event.Meets(var member, var before, var minutes) ->
                calendars.has(
                        member,
                        judge.putOffBy(member)
                                .map(put -> new Meetings.Span(
                                        put.from(), put.until().plus(Duration.ofMinutes(minutes))))
                                .orElseGet(() -> overTheNextSlot(member, before, minutes)));
            case Event.Names(var member, var address) -> calendars.isNamed(member, address);
            case Event.Forgets(var member) -> calendars.isForgotten(member);
            case Event.DiesReading(var member) -> calendars.killsWhoReads(member);
            case Event.Cuts(var atMost) -> most = atMost;
            case Event.Repeats(var last) -> {
                if (!isLogSilent()) {
                    for (var entry : List.copyOf(log.subList(Math.max(0, log.size() - last), log.size()))) {
                        append(new LogEntry(
                                log.size(), entry.timestamp(), entry.key(), entry.value(), entry.headers()));
                    }
                }
            }
            case Event.Reconnects(var member) -> cursors.remove(member);
            case Event.IsDown(var span) -> {
                owner = null;
                unaware.clear();
                goesBy(span.toMillis());
            }
            case Event.LogStalls(var span) -> logSilentUntil = Math.max(logSilentUntil, real + span.toMillis());
            case Event.StoreStalls(var calls, var _, var _, var _) -> armed.add(new Armed(calls, event));
            case Event.Dies(var calls) -> armed.add(new Armed(calls, event));
            case Event.IsReplaced(var calls) -> armed.add(new Armed(calls, event));
        }
        settle();
    }

    /** At the end: all that was due is decided, and nothing is left of any fault. */
    void ends() {
        armed.clear();
        calendars.killsNobody();
        passes(Duration.ofMinutes(50));
        settle();
        calendars.isEachRead();
        judge.learned(
                mongo.stored("members").byId.values().stream()
                        .map(member -> member.get("learning"))
                        .filter(BsonValue::isDocument)
                        .map(learning -> learning.asDocument().getDocument("evidence"))
                        .toList(),
                List.copyOf(mongo.stored("evidence").byId.values()),
                List.copyOf(mongo.stored("decisions").byId.values()));
        for (int member = 0; member < words.size(); member++) {
            var key = member(member).key();
            var log = mongo.stored("nudge_log").byId.values().stream()
                    .filter(entry -> entry.getString("member").getValue().equals(key))
                    .toList();
            var ids = log.stream()
                    .map(entry -> entry.getString("nudgeId").getValue())
                    .toList();
            judge.lived(key, log, nudges.lives(member(member), ids), clock());
        }
    }

    private void passes(Duration span) {
        long until = real + Math.max(0, span.toMillis());
        while (real < until) {
            goesBy(Math.min(LOOKS_EVERY.toMillis(), until - real));
            settleOwner();
            calendarsAreRead();
            if (judge.hasFound()) {
                return;
            }
        }
    }

    private void goesBy(long millis) {
        real += millis;
        judge.clockShows(clock());
        while (!isLogSilent() && !waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    /** By whichever instance is there. */
    private void calendarsAreRead() {
        isWorking = true;
        try {
            calendars.look();
        } catch (Killed _) {
            owner = null;
            real += 300;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isWorking = false;
        }
    }

    private boolean isLogSilent() {
        return real < logSilentUntil;
    }

    /** Until the next time that any plan may have a slot at. */
    static Duration untilNextSlot(ZoneId zone, Instant now) {
        var next = now.plus(Duration.ofDays(2));
        for (int day = 0; day < 3; day++) {
            for (var time : History.TIMES) {
                var instant = Calendar.instantOf(LocalDate.ofInstant(now, zone).plusDays(day), time, zone);
                if (instant.isAfter(now) && instant.isBefore(next)) {
                    next = instant;
                }
            }
        }
        return Duration.between(now, next);
    }

    private Meetings.Span overTheNextSlot(int member, int before, int minutes) {
        var from = clock().plus(untilNextSlot(judge.zoneOf(member), clock())).minus(Duration.ofMinutes(before));
        return new Meetings.Span(from, from.plus(Duration.ofMinutes(minutes)));
    }

    private void said(Event.Said said) {
        var member = said.member();
        var now = clock();
        var fact = words.get(member).fact(said.deed(), now, judge.nudgesOf(member));
        if (fact == null) {
            return;
        }
        if (isLogSilent()) {
            waiting.add(() -> append(member, fact, now));
        } else {
            append(member, fact, now);
        }
    }

    private void sits(Event.Sits sits) {
        for (var note : sits.notes()) {
            passes(Duration.ofMinutes(note.after()));
            said(new Event.Said(
                    sits.member(),
                    new Deed.Checks(sits.record() + note.which(), sits.position(), -note.ago(), sits.zone())));
            settle();
            if (judge.hasFound()) {
                return;
            }
        }
    }

    private void append(int member, Fact fact, Instant written) {
        append(entry(log.size(), member, fact, written));
    }

    static LogEntry entry(int offset, int member, Fact fact, Instant written) {
        var message = FactCodec.encode(member(member), fact, new Envelope("e-" + offset, "/test", written, null));
        var headers = new HashMap<String, byte[]>();
        message.headers().forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
        return new LogEntry(
                offset,
                written.toEpochMilli(),
                message.key().getBytes(StandardCharsets.UTF_8),
                message.value(),
                headers);
    }

    private void append(LogEntry entry) {
        log.add(entry);
        judge.acknowledged(entry, clock(), real);
    }

    private void looks(int member, int device) {
        var plan = nudges.member(member(member)).settings();
        var rank = plan.planRank();
        words.get(member)
                .looked(
                        device,
                        rank == null ? 0 : rank.version(),
                        rank == null ? Fact.NudgePlanChanged.NO_PLAN : rank.tag());
        judge.planIsRead(member, rank, positions.foldedTo(PARTITION));
    }

    // --- the service

    private final class Owner implements LogEnd {
        private final FencedBatches batches;
        private long next = -1;
        private int failures;

        Owner() {
            var unheard = new Unheard();
            var present = new Present(World.this::clock, () -> 1, () -> real * 1_000_000, NotifyFold.PRESENT);
            var fold = new NotifyFold(
                    store,
                    new Decider(KEY, "test"),
                    World.this::clock,
                    present,
                    unheard,
                    unheard,
                    calendars.store(),
                    Lanes.inTurn(2, 1));
            batches = new FencedBatches("notify", store, fold, World.this::clock, new SimpleMeterRegistry());
        }

        /** As the loop of a consumer does it: what is away is tried again, and a position that was lost is read. Whether all went well. */
        boolean round() {
            try {
                if (next < 0) {
                    next = batches.assigned(PARTITION, TOPIC);
                }
                int end = log.size();
                if (!isLogSilent() && next < end) {
                    int until = (int) Math.min(next + most, end);
                    batches.fold(new Batch(PARTITION, next, until, log.subList((int) next, until)));
                    next = until;
                }
                batches.tick(PARTITION, this);
                failures = 0;
                return true;
            } catch (StoreUnavailableException _) {
                real += Math.min(20_000, 500L << Math.min(6, failures++));
            } catch (NotOwnerException _) {
                next = -1;
            } catch (RuntimeException e) {
                judge.failed(e);
            }
            return false;
        }

        @Override
        public OptionalLong endOffset(LogPartition partition) {
            return isLogSilent() ? OptionalLong.empty() : OptionalLong.of(log.size());
        }

        @Override
        public long foldedTo(LogPartition partition) {
            return next;
        }
    }

    private void round() {
        isWorking = true;
        try {
            for (var each : List.copyOf(unaware)) {
                each.round();
                unaware.remove(each);
            }
            var now = owner;
            if (now == null) {
                now = new Owner();
                owner = now;
                ownerSince = real;
            }
            now.round();
        } catch (Killed _) {
            owner = null;
            real += 300;
        } finally {
            isWorking = false;
        }
    }

    /** Until nothing more is committed. */
    private void settleOwner() {
        int quiet = 0;
        for (int i = 0; i < 60 && quiet < 2; i++) {
            int before = commits;
            round();
            quiet = commits == before && !isBehind() ? quiet + 1 : 0;
            goesBy(i == 0 ? 0 : 3);
            if (isLogSilent()) {
                return;
            }
        }
    }

    private boolean isBehind() {
        return owner == null || owner.next != log.size();
    }

    private void settle() {
        settleOwner();
        if (isLogSilent() || isBehind()) {
            return;
        }
        // A new owner believes the first clock it sees after some seconds, as the one before believed a step.
        if (!hasStepped || real - ownerSince > BELIEVED_AFTER.toMillis()) {
            judge.settled(clock());
        }
        if (commits == readAt && cursors.size() == words.size()) {
            return;
        }
        readAt = commits;
        for (int member = 0; member < words.size(); member++) {
            reads(member);
        }
    }

    private void reads(int member) {
        var cursor = cursors.get(member);
        try {
            var page = feed.read(member(member), cursor == null ? OptionalLong.empty() : OptionalLong.of(cursor));
            if (page.isPresent()) {
                cursors.put(member, page.get().next());
                judge.delivered(
                        member,
                        page.get().items().stream().map(each -> each.json()).toList(),
                        page.get().isReset(),
                        clock());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- the store's calls

    @Override
    public void comes(String call) {
        if (!isWorking) {
            return;
        }
        // One that is asked for again, because nothing was heard of it, is the same commit.
        boolean isAgain = call.equals("commit") && lastCall.equals("commit");
        var at = isAgain ? commitCalledAt : clock();
        long by = isAgain ? commitCalledReal : real;
        real++;
        noted(call, at, by);
        try {
            for (var each : List.copyOf(armed)) {
                // What strikes may be another owner's work, which counts its own calls.
                if (--each.calls <= 0 && armed.remove(each)) {
                    strikes(each.event, call);
                }
            }
        } finally {
            noted(call, at, by);
        }
    }

    private void noted(String call, Instant at, long by) {
        lastCall = call;
        commitCalledAt = at;
        commitCalledReal = by;
    }

    private void strikes(Event event, String call) {
        switch (event) {
            case Event.StoreStalls stall -> {
                long until = real + stall.span().toMillis();
                isWorking = false;
                for (var said : stall.meanwhile()) {
                    goesBy(stall.span().toMillis() / (stall.meanwhile().size() + 1));
                    said(said);
                }
                goesBy(Math.max(0, until - real));
                isWorking = true;
                switch (stall.ending()) {
                    case GOES_ON -> real++;
                    case FAILS -> throw timeout(call);
                    case FAILS_BUT_WAS_DONE -> {
                        if (!call.equals("commit")) {
                            throw timeout(call);
                        }
                        isDoneThoughFailed = true;
                    }
                }
            }
            case Event.Dies _ -> throw new Killed();
            case Event.IsReplaced _ -> {
                var old = owner;
                owner = new Owner();
                if (old != null) {
                    unaware.add(old);
                }
                for (int i = 0; i < 4 && Objects.requireNonNull(owner).round(); i++) {
                    real += 3;
                }
            }
            default -> throw new IllegalStateException(event.toString());
        }
    }

    private static MongoException timeout(String call) {
        var failure = new MongoSocketReadTimeoutException("simulated", new ServerAddress(), new Exception("simulated"));
        failure.addLabel(
                call.equals("commit")
                        ? MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL
                        : MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL);
        return failure;
    }

    @Override
    public long millis() {
        return real;
    }

    @Override
    public void committed() {
        commits++;
        var receipts = newOf("decisions");
        var entries = newOf("nudge_log");
        judge.committed((int) positions(), receipts, entries, commitCalledAt, commitCalledReal);
        var outbox = mongo.stored("outbox").byId;
        judge.announced(new Announced(receipts, entries, List.copyOf(outbox.values())));
        outbox.clear(); // as if it were published
        mongo.stored("members").byId.values().forEach(member -> judge.putOff(member, commitCalledAt));
        if (isDoneThoughFailed) {
            isDoneThoughFailed = false;
            throw timeout("commit");
        }
    }

    private long positions() {
        var stored = mongo.stored("positions").byId.values().iterator();
        return stored.hasNext() ? stored.next().getNumber("next").longValue() : 0;
    }

    private final Map<String, Integer> seen = new HashMap<>();

    private List<BsonDocument> newOf(String collection) {
        var all = mongo.stored(collection).byId.values();
        int known = seen.getOrDefault(collection, 0);
        seen.put(collection, all.size());
        return all.stream().skip(known).toList();
    }
}
