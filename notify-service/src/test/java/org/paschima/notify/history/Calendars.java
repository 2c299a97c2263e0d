package org.paschima.notify.history;

import com.mongodb.MongoException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.paschima.log.StoreUnavailableException;
import org.paschima.notify.busy.CalendarSource;
import org.paschima.notify.busy.Looking;
import org.paschima.notify.busy.Trouble;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.mongo.MongoBusy;
import org.paschima.store.mongo.MongoStore;

/** Servers with members' calendars, and the service's own code that reads them and keeps what it read. */
final class Calendars implements CalendarSource {

    private static final Duration AHEAD = Duration.ofDays(8);
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration HOLDS = Duration.ofSeconds(50);
    private static final long TIMEOUT = 20_000;
    private static final String COLLECTION = "busyCalendars";

    private final SimulatedMongo mongo;
    private final MongoBusy store;
    private final Looking looking;
    private final InstantSource clock;
    private final LongConsumer goesBy;
    private final Judge judge;
    private final Map<Integer, Server> servers = new HashMap<>();
    private final Map<String, Diary> answered = new HashMap<>();
    private final Map<Integer, Instant> readAt = new HashMap<>();
    private @Nullable Integer killsAt;
    private @Nullable Integer unfinished;

    /** What a server has, and how it is today. */
    private record Server(Diary diary, Event.Answers answers, int version) {}

    /** @param goesBy lets so many milliseconds pass */
    Calendars(
            SimulatedMongo mongo,
            MongoStore store,
            NudgeStore nudges,
            InstantSource clock,
            LongConsumer goesBy,
            Judge judge) {
        this.mongo = mongo;
        this.store = new MongoBusy(store, HOLDS);
        this.looking = new Looking(
                this, this.store, nudges, clock, EVERY, Integer.MAX_VALUE, () -> 0.5, outcome -> judge.counts(outcome));
        this.clock = clock;
        this.goesBy = goesBy;
        this.judge = judge;
    }

    MongoBusy store() {
        return store;
    }

    // --- what happens

    void has(Event.Keeps keeps) {
        var before = server(keeps.member());
        servers.put(keeps.member(), new Server(keeps.diary(), keeps.answers(), before.version() + 1));
    }

    /** A meeting more, and the server is well. */
    void has(int member, Meetings.Span meeting) {
        var before = server(member);
        var all = new ArrayList<>(before.diary().meetings());
        all.add(new Diary.Meeting(
                LocalDateTime.ofInstant(meeting.from(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
                (int) Duration.between(meeting.from(), meeting.until()).toMinutes(),
                "UTC",
                1,
                false));
        servers.put(member, new Server(new Diary(all), Event.Answers.WELL, before.version() + 1));
    }

    private Server server(int member) {
        return servers.getOrDefault(member, new Server(Diary.EMPTY, Event.Answers.WELL, 0));
    }

    void isNamed(int member, int address) {
        store.put(
                World.member(member),
                URI.create("https://calendars.example/" + member + "/" + address),
                clock.instant());
        noted(member);
    }

    void isForgotten(int member) {
        store.remove(World.member(member));
        noted(member);
    }

    /** The next instance that fetches a member's is killed meanwhile. */
    void killsWhoReads(int member) {
        killsAt = member;
    }

    void killsNobody() {
        killsAt = null;
    }

    /** Reads all that are due, as any instance does. */
    void look() throws InterruptedException {
        var due = store.due();
        try {
            for (var studio : due.studios(clock.instant())) {
                for (var held = due.take(studio, clock.instant());
                        held.isPresent();
                        held = due.take(studio, clock.instant())) {
                    int member = number(held.get().what().address());
                    looking.send(held.get());
                    noted(member);
                }
            }
        } catch (StoreUnavailableException | MongoException _) {
            // It is held a while longer, and tried again.
        }
    }

    @Override
    public Fetched fetch(URI address, @Nullable String entityTag, @Nullable String modified) {
        int member = number(address);
        if (Objects.equals(killsAt, member)) {
            killsAt = null;
            unfinished = member;
            judge.counts("killed while reading");
            throw new World.Killed();
        }
        if (Objects.equals(unfinished, member)) {
            unfinished = null;
            judge.counts("taken over");
        }
        var server = server(member);
        return switch (server.answers()) {
            case WELL -> {
                goesBy.accept(250);
                var tag = "\"" + server.version() + "\"";
                if (tag.equals(entityTag)) {
                    yield new Fetched.Unchanged();
                }
                answered.put(place(member, judge.zoneOfSlots(member).getId()), server.diary());
                yield new Fetched.File(server.diary().text(), tag, null);
            }
            case SLOWLY -> {
                goesBy.accept(TIMEOUT);
                yield new Fetched.Failed(Trouble.TIMED_OUT, 0, Optional.empty());
            }
            case REFUSES -> new Fetched.Failed(Trouble.REFUSED, 503, Optional.empty());
            case WRONGLY -> new Fetched.File("<html>Sign in</html>", null, null);
        };
    }

    private static int number(URI address) {
        return Integer.parseInt(address.getPath().split("/", -1)[1]);
    }

    /** Tells the judge what can be known from now on; a file that did not change is not read again. */
    private void noted(int member) {
        var stored = stored(member);
        var read = stored != null && stored.containsKey("read") ? stored.getDocument("read") : null;
        if (read == null) {
            readAt.remove(member);
            judge.calendarIs(member, Meetings.UNKNOWN);
            return;
        }
        var at = Instant.ofEpochMilli(read.getDateTime("at").getValue());
        if (at.equals(readAt.put(member, at))) {
            return;
        }
        var until = Instant.ofEpochMilli(read.getDateTime("until").getValue());
        var own = read.getString("zone").getValue();
        var last = answered.get(place(member, own));
        judge.expects(last != null, "a calendar was read for " + own + ", where the member was not");
        if (last != null) {
            judge.calendarIs(member, new Meetings(at, last.within(until.minus(AHEAD), until, ZoneId.of(own))));
        }
    }

    /** What a server sent counts where the member was then: there are times that name no zone. */
    private static String place(int member, String own) {
        return member + " " + own;
    }

    private @Nullable BsonDocument stored(int member) {
        return mongo.stored(COLLECTION)
                .byId
                .get(new BsonString(World.member(member).key()));
    }

    /** When all is calm: whose calendar nobody looks into although it is time. */
    void isEachRead() {
        servers.keySet().forEach(member -> {
            var stored = stored(member);
            if (stored != null) {
                var next = Instant.ofEpochMilli(stored.getDateTime("nextAt").getValue());
                var settled =
                        Instant.ofEpochMilli(stored.getDateTime("settledAt").getValue());
                judge.expects(
                        !settled.isAfter(clock.instant().plusSeconds(61)),
                        "a calendar waits by a clock that was set back: it was read at " + settled);
                judge.expects(next.isAfter(clock.instant().minusSeconds(60)), "nobody reads a calendar since " + next);
                judge.expects(!Objects.equals(unfinished, member), "nobody took over what a killed one was reading");
            }
        });
    }
}
