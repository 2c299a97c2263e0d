package org.paschima.insight.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
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
 * Used on threads that may block.
 */
final class Slices {

    private static final int PLACES = 10_000;
    private static final int CLIENT_HAS_GONE = 499;

    private final FairTurns processors;

    Slices(int processors) {
        this.processors = new FairTurns(processors, PLACES, "work on long histories");
    }

    /** Does all of the work, and waits meanwhile for its turns. */
    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread keeps its carrier until it waits or yields
    <T> T of(Call call, Function<Pace, T> work) {
        var asker = call.caller().asker();
        take(asker);
        try {
            return work.apply(() -> {
                endIfGone(call);
                // whoever waits is let in; who takes no turns waits for the thread itself
                processors.giveBack(asker);
                Thread.yield();
                take(asker);
            });
        } finally {
            processors.giveBack(asker);
        }
    }

    private void take(Asker asker) {
        var turn = new CountDownLatch(1);
        processors.ask(asker, turn::countDown);
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
