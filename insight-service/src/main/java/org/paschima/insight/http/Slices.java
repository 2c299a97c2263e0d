package org.paschima.insight.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.FairTurns;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.auth.Asker;
import org.paschima.insight.domain.statistics.Pace;

/**
 * Long work for questions, in slices that callers take in turns, as many at once as there are processors. What is asked for
 * in between, and takes no slices, finds a thread free within one slice. Work whose caller has gone ends with its slice.
 * What a question reads takes memory from the first document to the last byte of work, so every question has a place for it.
 * Used on threads that may block.
 */
final class Slices {

    private static final int PLACES = 10_000;
    private static final int CLIENT_HAS_GONE = 499;

    /** More than ten years of all regions take while they are worked on. */
    private static final long MEMORY_OF_ONE = 32L << 20;

    private static final int FEWEST_IN_MEMORY = 4;

    private final FairTurns processors;
    private final FairTurns memory;

    Slices(int processors) {
        this.processors = new FairTurns(processors, PLACES, "work on long histories");
        this.memory = new FairTurns(
                Math.clamp(Runtime.getRuntime().maxMemory() / MEMORY_OF_ONE, FEWEST_IN_MEMORY, PLACES),
                PLACES,
                "long histories that are read");
    }

    /**
     * Reads what a question is about and does all of the work on it: only so many are in memory at once, of a caller its
     * share, however many questions are under way.
     */
    <T> T inMemory(Call call, Supplier<T> readingAndWork) {
        var asker = call.caller().asker();
        take(memory, asker);
        try {
            endIfGone(call);
            return readingAndWork.get();
        } finally {
            memory.giveBack(asker);
        }
    }

    /** Does all of the work, and waits meanwhile for its turns. */
    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread keeps its carrier until it waits or yields
    <T> T of(Call call, Function<Pace, T> work) {
        var asker = call.caller().asker();
        take(processors, asker);
        try {
            return work.apply(() -> {
                endIfGone(call);
                // whoever waits is let in; who takes no turns waits for the thread itself
                processors.giveBack(asker);
                Thread.yield();
                take(processors, asker);
            });
        } finally {
            processors.giveBack(asker);
        }
    }

    private static void take(FairTurns turns, Asker asker) {
        var turn = new CountDownLatch(1);
        turns.ask(asker, turn::countDown);
        boolean isInterrupted = false;
        while (turn.getCount() > 0) {
            try {
                turn.await();
            } catch (InterruptedException _) {
                isInterrupted = true; // a turn that was asked for has to be had, or it is never given back
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the work of a request whose client has closed its connection. */
    static void endIfGone(Call call) {
        if (call.request().response().closed() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for the answer");
        }
    }

    /** Nobody gets it. */
    static Answer gone(CancellationException why) {
        return Answer.of(Problem.of(ProblemType.NOT_YET, String.valueOf(why.getMessage()))
                .withStatus(CLIENT_HAS_GONE));
    }
}
