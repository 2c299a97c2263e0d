package org.paschima.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one webhook as long as this instance holds it. What is under way is sent before it is noted that it was, so a
 * crash sends again, under the same ids, and loses nothing.
 *
 * <p>One thread runs it; {@link #renewed}, {@link #leave} and {@link #lose} may come from another.
 */
final class Round implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final int AT_ONCE = 256;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** So long a webhook is left alone after a fault of this service: it would come again at once. */
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(30);

    private static final long KEEP_PLACES_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Rounds.Parts parts;
    private final String holder;
    private final ExecutorService threads;
    private final Queue queue = new Queue();
    private volatile Webhook webhook;
    private volatile long heldUntil;
    private volatile boolean isLeaving;
    private volatile boolean isLost;
    private volatile boolean isOver;
    private Webhook.State state;
    private @Nullable Places sought;
    private long placesKeptAt = System.nanoTime();

    Round(Rounds.Parts parts, String holder, Webhook held, ExecutorService threads) {
        this.parts = parts;
        this.holder = holder;
        this.threads = threads;
        this.webhook = held;
        this.state = held.state();
        this.heldUntil = System.nanoTime() + Rounds.HOLDS.toNanos();
    }

    /** It is held further, as of a question put then, and may have been changed. */
    void renewed(Webhook now, long askedAt) {
        webhook = now;
        heldUntil = askedAt + Rounds.HOLDS.toNanos();
    }

    /** It begins nothing new, notes what is under way, and is over then. */
    void leave() {
        isLeaving = true;
    }

    /** It is held by somebody else: nothing can be noted any more. */
    void lose() {
        isLost = true;
    }

    /** Whether nothing is under way and it may be held by another. */
    boolean isOver() {
        return isOver;
    }

    String id() {
        return webhook.id();
    }

    private boolean isHeld() {
        return !isLost && System.nanoTime() - heldUntil < 0;
    }

    private boolean goesOn() {
        return isHeld() && !isLeaving;
    }

    @Override
    public void run() {
        try {
            load();
            while (goesOn() && webhook.isToBeSentTo() && state.endedAt() == null) {
                tryStep();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            rest(e);
        } finally {
            isOver = true;
        }
    }

    /** Held all the while, so that no other instance meets the same fault at once. */
    private void rest(RuntimeException fault) {
        LOG.atError()
                .setMessage("deliveries to a webhook ended by a fault; they begin anew in a while")
                .addKeyValue("webhook", id())
                .addKeyValue("error", fault.getClass().getName())
                .addKeyValue("at", fault.getStackTrace().length == 0 ? "?" : fault.getStackTrace()[0])
                .log();
        long began = System.nanoTime();
        try {
            while (goesOn() && System.nanoTime() - began < AFTER_A_FAULT.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void load() throws InterruptedException {
        while (goesOn()) {
            try {
                parts.store().waiting(id(), Integer.MAX_VALUE).forEach(queue::put);
                return;
            } catch (StoreUnavailableException e) {
                rest("what waits for a webhook cannot be read; it is tried again", e);
            }
        }
    }

    private void tryStep() throws InterruptedException {
        try {
            step();
        } catch (StoreUnavailableException | LogUnavailableException e) {
            rest("nothing can be delivered to a webhook now; it is tried again", e);
        }
    }

    private void rest(String what, RuntimeException e) throws InterruptedException {
        LOG.atWarn()
                .setMessage(what)
                .addKeyValue("error", e.getClass().getSimpleName())
                .log();
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }

    private void step() throws InterruptedException {
        goWhereItIsTold();
        long seen = parts.topic().news();
        var now = parts.clock().instant();
        if (state.breaker().restsAt(now)) {
            parts.topic().await(seen, PAUSE);
            return;
        }
        boolean isTrying = state.breaker().isTrying();
        var due = isTrying ? queue.next() : queue.due(now, AT_ONCE);
        if (!due.isEmpty()) {
            deliver(due, state.places());
            return;
        }
        if (queue.size() >= parts.terms().waiting()) {
            parts.topic().await(seen, PAUSE);
            return;
        }
        var slice = parts.topic().read(webhook.tenant(), state.places(), isTrying ? 1 : AT_ONCE);
        if (!slice.lines().isEmpty()) {
            deliver(anew(slice.lines(), now), slice.next());
        } else {
            passOver(slice.next());
            parts.topic().await(seen, IDLE);
        }
    }

    /** What failed for a member before comes before what is new for it. */
    private List<Waiting> anew(List<Line> lines, Instant now) {
        return lines.stream()
                .filter(line -> !queue.hasMessage(line))
                .map(line -> new Waiting(line, 0, now))
                .toList();
    }

    /** Nothing in between was for this tenant: it is noted now and then. */
    private void passOver(Places next) throws InterruptedException {
        if (!next.equals(state.places())) {
            var moved = with(next, state.breaker(), state.deliveredAt());
            if (System.nanoTime() - placesKeptAt > KEEP_PLACES_NANOS) {
                settle(new WebhookStore.Settled(List.of(), List.of(), List.of(), moved, false));
            }
            state = moved;
        }
    }

    private void goWhereItIsTold() throws InterruptedException {
        var seek = webhook.state().seek();
        if (seek == null) {
            sought = null;
        } else if (!Objects.equals(seek, sought)) {
            sought = seek;
            state = new Webhook.State(seek, seek, state.breaker(), state.endedAt(), state.deliveredAt());
            settle(new WebhookStore.Settled(List.of(), List.of(), List.of(), state, true));
        }
    }

    private void deliver(List<Waiting> messages, Places next) throws InterruptedException {
        var now = parts.clock().instant();
        var mayGo = messages.stream()
                .filter(each -> queue.hasMessage(each.line())
                        || !queue.holds(each.line().memberKey()))
                .toList();
        var behind = messages.stream().filter(each -> !mayGo.contains(each)).toList();
        var seen = new Webhook(
                webhook.id(),
                webhook.tenant(),
                webhook.revision(),
                webhook.wanted(),
                webhook.secrets(),
                webhook.createdAt(),
                state);
        var batch = new Batch(parts, seen, this::goesOn);
        var results = batch.send(mayGo, threads);
        if (results == null) {
            parts.topic().await(parts.topic().news(), PAUSE);
            return;
        }
        var kept = new ArrayList<>(behind);
        var arrived = new ArrayList<Arrivals.Nudge>();
        var done = new ArrayList<String>();
        var attempts = new ArrayList<Attempt>();
        for (var result : results) {
            attempts.addAll(result.attempts());
            if (result.hasArrived() && result.was().line().kind() == Kind.ISSUED) {
                var line = result.was().line();
                arrived.add(new Arrivals.Nudge(line.member(), line.event().nudgeId()));
            }
            if (result.kept() != null) {
                kept.add(result.kept());
            } else if (queue.hasMessage(result.was().line())) {
                done.add(result.was().line().id());
            }
        }
        results.stream()
                .filter(result -> result.kept() == null)
                .forEach(result -> queue.remove(result.was().line()));
        kept.forEach(queue::put);
        if (batch.hasArrived() && state.breaker().isTrying()) {
            kept.clear();
            kept.addAll(queue.allDue(now));
        }
        state = new Webhook.State(
                next,
                null,
                batch.breaker(),
                batch.isGone() ? now : null,
                batch.hasArrived() ? now : state.deliveredAt());
        note(arrived);
        settle(new WebhookStore.Settled(kept, done, attempts, state, false));
    }

    /** Before it is settled: after a crash in between they are sent, and noted, again. */
    private void note(List<Arrivals.Nudge> arrived) throws InterruptedException {
        while (!arrived.isEmpty() && isHeld()) {
            try {
                parts.arrivals().arrived(arrived, parts.clock().instant());
                return;
            } catch (StoreUnavailableException e) {
                rest("that nudges arrived cannot be noted; it is tried again", e);
            }
        }
    }

    private Webhook.State with(Places places, Breaker breaker, @Nullable Instant deliveredAt) {
        return new Webhook.State(places, null, breaker, state.endedAt(), deliveredAt);
    }

    /** Tries until it is kept or no longer this one's to keep: sending it again would be the other way. */
    private void settle(WebhookStore.Settled settled) throws InterruptedException {
        while (isHeld()) {
            try {
                if (!parts.store().settle(holder, id(), settled)) {
                    isLost = true;
                }
                placesKeptAt = System.nanoTime();
                return;
            } catch (StoreUnavailableException e) {
                rest("what was delivered to a webhook cannot be noted; it is tried again", e);
            }
        }
    }
}
