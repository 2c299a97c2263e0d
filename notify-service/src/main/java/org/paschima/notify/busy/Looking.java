package org.paschima.notify.busy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.busy.BusyCalendar.Failure;
import org.paschima.notify.busy.BusyCalendar.Read;
import org.paschima.notify.busy.CalendarSource.Fetched;
import org.paschima.notify.busy.Component.UnreadableException;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.domain.BusyTimes;
import org.paschima.notify.domain.MemberState;

/**
 * Looks into a member's calendar, as often as it matters: shortly before a nudge may come, and else a few times a day. What
 * was read holds for a day if it cannot be read again.
 */
public final class Looking implements DueRounds.Work<BusyCalendar> {

    /** What was read counts that long. */
    public static final Duration HOLDS = Duration.ofHours(24);

    /** So far ahead times are kept: a file that did not change is not sent again, and the days go by. */
    private static final Duration AHEAD = Duration.ofDays(8);

    /** So far ahead they have to be known. */
    private static final Duration NEEDED = Duration.ofDays(2);

    /** Until it is tried again, where as many calendars of the same host are being read as may be. */
    private static final Duration WAITS = Duration.ofSeconds(30);

    private static final Duration SELDOM = Duration.ofHours(3);
    private static final Duration LONGEST_REST = Duration.ofHours(6);
    private static final int MOST_DOUBLINGS = 6;

    private final CalendarSource source;
    private final BusyStore store;
    private final NudgeStore nudges;
    private final InstantSource clock;
    private final Duration every;
    private final int mostOfOneHost;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final DoubleSupplier random;
    private final Counts counts;

    /** What came of looking, for metrics. */
    @FunctionalInterface
    public interface Counts {
        void looked(String outcome);
    }

    /**
     * Looks into nothing yet.
     *
     * @param every how often at most
     * @param mostOfOneHost how many calendars of one host are read at once, so that a slow one leaves room for the others
     */
    public Looking(
            CalendarSource source,
            BusyStore store,
            NudgeStore nudges,
            InstantSource clock,
            Duration every,
            int mostOfOneHost,
            DoubleSupplier random,
            Counts counts) {
        this.source = source;
        this.store = store;
        this.nudges = nudges;
        this.clock = clock;
        this.every = every;
        this.mostOfOneHost = mostOfOneHost;
        this.random = random;
        this.counts = counts;
    }

    /** What is known of a calendar; empty where that is too long ago. */
    public static Optional<BusyTimes> known(BusyCalendar calendar, Instant now) {
        return calendar.read()
                .filter(read -> !read.at().plus(HOLDS).isBefore(now))
                .map(Read::times);
    }

    /** Looks once and keeps what came of it. */
    @Override
    public void send(Held<BusyCalendar> held) throws InterruptedException {
        var calendar = held.what();
        var now = clock.instant();
        var state = nudges.member(calendar.member());
        var zones = state.settings().zones();
        if (zones == null || state.nextDue().isEmpty()) {
            // No nudge can come, so nobody is asked for anything.
            store.settle(held, calendar, now, now.plus(SELDOM));
            return;
        }
        var host = Objects.requireNonNullElse(calendar.address().getHost(), "");
        if (underWay.merge(host, 1, Integer::sum) > mostOfOneHost) {
            ended(host);
            store.settle(held, calendar, now, now.plus(jittered(WAITS)));
            return;
        }
        try {
            var looked = look(calendar, zones.stated(), now);
            store.settle(held, looked.calendar(), now, next(looked, state, now));
        } finally {
            ended(host);
        }
    }

    private void ended(String host) {
        underWay.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1);
    }

    private record Looked(BusyCalendar calendar, Optional<Duration> again) {}

    private Looked look(BusyCalendar before, ZoneId zone, Instant now) throws InterruptedException {
        var read = before.read()
                .filter(known -> known.zone().equals(zone) && known.until().isAfter(now.plus(NEEDED)))
                .orElse(null);
        var fetched = source.fetch(
                before.address(), read == null ? null : read.entityTag(), read == null ? null : read.modified());
        return switch (fetched) {
            case Fetched.Unchanged()
            when read != null -> {
                counts.looked("unchanged");
                yield new Looked(well(before, again(read, now)), Optional.empty());
            }
            case Fetched.Unchanged() -> failed(before, now, Trouble.REFUSED, 304, Optional.empty());
            case Fetched.Failed(var trouble, var status, var again) -> failed(before, now, trouble, status, again);
            case Fetched.File file -> read(before, file, zone, now);
        };
    }

    private Looked read(BusyCalendar before, Fetched.File file, ZoneId zone, Instant now) {
        try {
            var until = now.plus(AHEAD);
            var read = CalendarReader.read(file.text(), zone, now, until);
            counts.looked("read");
            return new Looked(
                    well(
                            before,
                            new Read(now, until, zone, file.entityTag(), file.modified(), read.unread(), read.times())),
                    Optional.empty());
        } catch (UnreadableException e) {
            return failed(before, now, e.trouble, 0, Optional.empty());
        }
    }

    private static Read again(Read read, Instant now) {
        return new Read(now, read.until(), read.zone(), read.entityTag(), read.modified(), read.unread(), read.times());
    }

    private static BusyCalendar well(BusyCalendar before, Read read) {
        return new BusyCalendar(before.member(), before.address(), before.addedAt(), Optional.of(read), 0, null);
    }

    private Looked failed(BusyCalendar before, Instant now, Trouble trouble, int status, Optional<Duration> again) {
        counts.looked("failed");
        return new Looked(
                new BusyCalendar(
                        before.member(),
                        before.address(),
                        before.addedAt(),
                        before.read(),
                        before.failures() + 1,
                        new Failure(now, trouble, status)),
                again);
    }

    /** After a failure later and later; else shortly before the next nudge may come. */
    private Instant next(Looked looked, MemberState state, Instant now) {
        int failures = looked.calendar().failures();
        if (failures > 0) {
            var wait = every.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
            var rest = longer(
                    wait.compareTo(LONGEST_REST) < 0 ? wait : LONGEST_REST,
                    looked.again().orElse(null));
            return now.plus(jittered(rest.compareTo(HOLDS) < 0 ? rest : HOLDS));
        }
        var soonest = now.plus(jittered(every));
        var before = state.nextDue().orElse(now).minus(every.multipliedBy(2));
        var latest = now.plus(SELDOM);
        return before.isBefore(soonest) ? soonest : before.isBefore(latest) ? before : latest;
    }

    private static Duration longer(Duration one, @Nullable Duration other) {
        return other == null || other.compareTo(one) < 0 ? one : other;
    }

    /** Up to a tenth longer, so that all who began at once do not go on at once. */
    private Duration jittered(Duration wait) {
        return wait.plusMillis((long) (wait.toMillis() * 0.1 * random.getAsDouble()));
    }
}
