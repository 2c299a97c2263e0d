package org.paschima.insight.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.paschima.http.auth.Asker;

/**
 * Long questions leave the processors to the short ones of other callers: what is about many years, or has been worked on
 * for long, is worked on for a quarter of the time, of all of a caller together, as long as another caller asks something
 * short now and then. On more than two processors it is as many eighths of them. It has all that its turns give while
 * nobody else asks, and for as much as a second's share at once when it asked for nothing long before: only who goes on waits.
 *
 * <p>To rest only while a short question is under way is not enough: it waits for the store and the log more than for its
 * own work, and those run beside the long work (ADR 64 has the figures). Any thread may call any method; one that rests blocks.
 */
public final class LongWork {

    /** What is worked on for longer is long. */
    static final Duration SHORT = Duration.ofMillis(50);

    /** For so long after a short question its caller is taken to ask. */
    static final Duration STILL_ASKS = Duration.ofSeconds(1);

    /** Whose share this much can be had in advance by who had none of it before. */
    static final Duration IN_ADVANCE = Duration.ofSeconds(1);

    private static final int FEW_PROCESSORS = 2;
    private static final int PART_OF_PROCESSORS = 8;

    /** A shorter rest costs more than it gives. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(1);

    private final double share;
    private final long inAdvance;
    private final LongSupplier nanoTime;
    private final Rest rest;
    private final Map<Asker, Account> accounts = new HashMap<>();
    private long lookedAt;
    private Asked latest;
    private Asked latestOfAnother;

    private record Asked(Asker asker, long at) {}

    /** What all questions of a caller have in common, those of the last moments too. */
    private static final class Account {
        private int questions;
        private long paidUntil;

        private Account(long paidUntil) {
            this.paidUntil = paidUntil;
        }
    }

    /** Stays away from the processors for so long. */
    @FunctionalInterface
    interface Rest {
        void nanos(long nanos) throws InterruptedException;
    }

    public LongWork(int processors) {
        this(processors, IN_ADVANCE, System::nanoTime, nanos -> Thread.sleep(Duration.ofNanos(nanos)));
    }

    /** @param nanoTime what {@link System#nanoTime} tells */
    LongWork(int processors, Duration inAdvance, LongSupplier nanoTime, Rest rest) {
        this.share = Math.max(FEW_PROCESSORS, processors) / (double) PART_OF_PROCESSORS;
        this.inAdvance = inAdvance.toNanos();
        this.nanoTime = nanoTime;
        this.rest = rest;
        lookedAt = nanoTime.getAsLong();
        latest = new Asked(Asker.NOBODY, lookedAt - STILL_ASKS.toNanos());
        latestOfAnother = latest;
    }

    /** A question begins, and is worked on from now on. */
    public synchronized Question begin(Asker asker, boolean isLong) {
        long now = nanoTime.getAsLong();
        forgetWhoRested(now);
        var account = accounts.computeIfAbsent(asker, _ -> new Account(now - inAdvance));
        account.questions++;
        var question = new Question(asker, account, isLong);
        question.noteIfShort();
        return question;
    }

    /** Shows how many callers rest, as {@code <name>_long_work_resting}. */
    public void register(MeterRegistry meters, String name) {
        Gauge.builder(name + "_long_work_resting", this, LongWork::resting)
                .description("Callers whose long work rests now, since others ask for something short")
                .register(meters);
    }

    private synchronized long resting() {
        long now = nanoTime.getAsLong();
        return accounts.values().stream()
                .filter(each -> each.questions > 0 && each.paidUntil - now > 0)
                .count();
    }

    /** How many callers are known. */
    synchronized int callers() {
        return accounts.size();
    }

    /** Who has nothing under way, and the whole advance again, is like somebody new. */
    private void forgetWhoRested(long now) {
        if (now - lookedAt >= STILL_ASKS.toNanos()) {
            lookedAt = now;
            accounts.values().removeIf(each -> each.questions == 0 && now - each.paidUntil >= inAdvance);
        }
    }

    private void note(Asked asked) {
        if (!asked.asker.equals(latest.asker)) {
            latestOfAnother = latest;
        }
        latest = asked;
    }

    private boolean asksAnotherThan(Asker asker, long now) {
        var asked = latest.asker.equals(asker) ? latestOfAnother : latest;
        return now - asked.at < STILL_ASKS.toNanos();
    }

    /** Used by the thread that works on it. */
    public final class Question implements AutoCloseable {
        private final Asker asker;
        private final Account account;
        private boolean isLong;
        private long worked;
        private long since = nanoTime.getAsLong();

        private Question(Asker asker, Account account, boolean isLong) {
            this.asker = asker;
            this.account = account;
            this.isLong = isLong;
        }

        /** Has been worked on since it began or was last resumed; rests, if it is long. */
        public void pause() {
            long owed = owes(nanoTime.getAsLong() - since);
            if (owed > 0) {
                try {
                    rest.nanos(owed);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** How many nanoseconds it is to rest now, after so many of work that ended now; none for less than a rest is worth. */
        long owes(long slice) {
            synchronized (LongWork.this) {
                long now = nanoTime.getAsLong();
                worked += slice;
                isLong |= worked > SHORT.toNanos();
                if (!isLong || !asksAnotherThan(asker, now)) {
                    return 0;
                }
                account.paidUntil = Math.max(account.paidUntil, now - slice - inAdvance) + (long) (slice / share);
                long owed = account.paidUntil - now;
                return owed >= SHORTEST_REST.toNanos() ? owed : 0;
            }
        }

        /** Is worked on from now on. */
        public void resume() {
            since = nanoTime.getAsLong();
        }

        /** It is answered. */
        @Override
        public void close() {
            synchronized (LongWork.this) {
                noteIfShort();
                account.questions--;
            }
        }

        private void noteIfShort() {
            if (!isLong) {
                note(new Asked(asker, nanoTime.getAsLong()));
            }
        }
    }
}
