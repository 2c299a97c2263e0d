package org.paschima.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Some messages to one receiver: those of one member one after the other, those of several at once, so many on their way as
 * may be. It ends early when the receiver fails several times on end, or wants no more; what was not tried is kept.
 */
final class Batch {

    /** So old may be what a nudge was vouched for by when it is sent (P6). */
    private static final long VOUCHED_FOR_NANOS = Duration.ofSeconds(2).toNanos();

    private final Rounds.Parts parts;
    private final Webhook webhook;
    private final BooleanSupplier isHeld;
    private final Semaphore inFlight;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean isGone;
    private volatile boolean hasArrived;
    private volatile Set<String> standing = Set.of();
    private volatile long vouchedAt;

    Batch(Rounds.Parts parts, Webhook webhook, BooleanSupplier isHeld) {
        this.parts = parts;
        this.webhook = webhook;
        this.isHeld = isHeld;
        this.inFlight = new Semaphore(parts.terms().inFlight());
    }

    /** What became of one message: what is to be kept of it, and what is told in the history. */
    record Result(Waiting was, @Nullable Waiting kept, List<Attempt> attempts) {
        boolean hasArrived() {
            return attempts.stream().anyMatch(attempt -> attempt.sent().outcome() == Sent.Outcome.DELIVERED);
        }
    }

    /** What became of all, in their order; null where it cannot be known now which nudges stand. */
    @Nullable
    List<Result> send(List<Waiting> messages, ExecutorService threads) throws InterruptedException {
        if (webhook.wanted().late() == Late.SKIP) {
            var issued = messages.stream()
                    .map(Waiting::line)
                    .filter(line -> line.kind() == Kind.ISSUED)
                    .toList();
            var vouched =
                    issued.isEmpty() ? Set.<String>of() : parts.standings().standing(issued);
            if (vouched == null) {
                return null;
            }
            vouchedAt = System.nanoTime();
            standing = vouched;
        }
        var ofMembers = new LinkedHashMap<String, List<Waiting>>();
        for (var each : messages) {
            ofMembers
                    .computeIfAbsent(each.line().memberKey(), _ -> new ArrayList<>())
                    .add(each);
        }
        var results = new ArrayList<Result>();
        var tasks = ofMembers.values().stream()
                .<Callable<List<Result>>>map(inLine -> () -> inOrder(inLine))
                .toList();
        for (var done : threads.invokeAll(tasks)) {
            try {
                results.addAll(done.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
        return results;
    }

    private List<Result> inOrder(List<Waiting> messages) throws InterruptedException {
        var results = new ArrayList<Result>();
        boolean isStopped = false;
        for (var each : messages) {
            var result = isStopped ? untouched(each) : one(each);
            isStopped = result.kept() != null;
            results.add(result);
        }
        return results;
    }

    private static Result untouched(Waiting message) {
        return new Result(message, message, List.of());
    }

    private Result one(Waiting message) throws InterruptedException {
        var line = message.line();
        if (!webhook.wanted().kinds().contains(line.kind())) {
            return new Result(message, null, List.of());
        }
        inFlight.acquire();
        try {
            if (isGone || !isHeld.getAsBoolean() || isTried()) {
                return untouched(message);
            }
            var stands = stands(line);
            if (stands == null) {
                return untouched(message);
            }
            if (!stands) {
                return leftOut(message);
            }
            return outcome(message, parts.post().send(webhook, line));
        } finally {
            inFlight.release();
        }
    }

    /** Whether enough failed to leave the receiver alone. */
    private boolean isTried() {
        return webhook.state().breaker().isTrying()
                ? failures.get() > 0
                : webhook.state().breaker().wouldOpen(failures.get()) && failures.get() > 0;
    }

    /**
     * Null where it cannot be known now. That a nudge is withdrawn is always told: that the nudge was left out here does not say
     * that it never arrived. It may have been sent by an instance that was killed before it noted so, by this one before it was
     * told to go back, or from an entry that the log has twice.
     */
    private @Nullable Boolean stands(Line line) throws InterruptedException {
        if (webhook.wanted().late() == Late.SEND || line.kind() == Kind.WITHDRAWN) {
            return true;
        }
        if (System.nanoTime() - vouchedAt > VOUCHED_FOR_NANOS) {
            var again = parts.standings().standing(List.of(line));
            return again == null
                    ? null
                    : again.contains(line.id()) && !line.isOverAt(parts.clock().instant());
        }
        return standing.contains(line.id()) && !line.isOverAt(parts.clock().instant());
    }

    private Result leftOut(Waiting message) {
        var sent = Sent.of(Sent.Outcome.LEFT_OUT, Duration.ZERO);
        parts.counts().attempted(sent.outcome());
        return new Result(message, null, List.of(attempt(message, message.attempts(), sent, null)));
    }

    private Result outcome(Waiting message, Sent sent) {
        parts.counts().attempted(sent.outcome());
        int number = message.attempts() + 1;
        return switch (sent.outcome()) {
            case DELIVERED -> {
                hasArrived = true;
                failures.set(0);
                yield new Result(message, null, List.of(attempt(message, number, sent, null)));
            }
            case NOT_TRIED ->
                new Result(message, new Waiting(message.line(), message.attempts(), now().plusSeconds(1)), List.of());
            case GONE -> {
                isGone = true;
                yield new Result(message, message, List.of(attempt(message, number, sent, null)));
            }
            case REFUSED, TIMED_OUT, UNREACHABLE, NOT_ALLOWED -> failed(message, number, sent);
            case LEFT_OUT -> new Result(message, null, List.of(attempt(message, number, sent, null)));
            case GIVEN_UP -> throw new IllegalStateException("no answer is " + sent.outcome());
        };
    }

    private Result failed(Waiting message, int number, Sent sent) {
        if (parts.terms().isOneReceiver()) {
            failures.incrementAndGet();
        }
        if (message.nextAt().isAfter(now())) {
            return failedEarly(message, sent);
        }
        var wait = Retries.after(number, sent.retryAfter(), parts.chance().getAsDouble());
        if (wait.isPresent()) {
            var retryAt = now().plus(wait.get());
            return new Result(
                    message,
                    new Waiting(message.line(), number, retryAt),
                    List.of(attempt(message, number, sent, retryAt)));
        }
        var givenUp = Sent.of(Sent.Outcome.GIVEN_UP, Duration.ZERO);
        parts.counts().attempted(givenUp.outcome());
        return new Result(
                message, null, List.of(attempt(message, number, sent, null), attempt(message, number, givenUp, null)));
    }

    /** A trial whether the receiver is back takes nothing of the day that the message has. */
    private Result failedEarly(Waiting message, Sent sent) {
        int number = Math.max(1, message.attempts());
        return new Result(
                message,
                new Waiting(message.line(), number, message.nextAt()),
                List.of(attempt(message, number, sent, message.nextAt())));
    }

    private Attempt attempt(Waiting message, int number, Sent sent, @Nullable Instant retryAt) {
        return new Attempt(null, message.line().id(), message.line().kind().wire(), now(), number, sent, retryAt);
    }

    private Instant now() {
        return parts.clock().instant();
    }

    boolean isGone() {
        return isGone;
    }

    boolean hasArrived() {
        return hasArrived;
    }

    /** What is thought of the receiver after it. */
    Breaker breaker() {
        var before = hasArrived ? Breaker.CLOSED : webhook.state().breaker();
        int more = failures.get();
        return more == 0 ? before : before.failed(more, now(), parts.chance().getAsDouble());
    }
}
