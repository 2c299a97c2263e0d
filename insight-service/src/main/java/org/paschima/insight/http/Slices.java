package org.paschima.insight.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberSettings;
import org.paschima.insight.store.OneMoment;
import org.paschima.insight.store.RecordedDays;

/**
 * Long work for questions, in slices that callers take in turns, as many at once as there are processors. What is asked for
 * in between, and takes no slices, finds a thread free within one slice. What is long gives way ({@link LongWork}). Work whose caller has gone ends with its slice.
 * What a question reads takes memory from the first document to the last byte of work, so every question has a place for it.
 * Used on threads that may block.
 */
public final class Slices {

    private static final int PLACES = 10_000;
    private static final int CLIENT_HAS_GONE = 499;

    /** More than ten years of all regions take while they are worked on. */
    private static final long MEMORY_OF_ONE = 32L << 20;

    private static final int FEWEST_IN_MEMORY = 4;

    /** What a question about many years and its answer take together. */
    private static final long MEMORY_OF_LONG = 64L << 20;

    private static final int FEWEST_LONG = 2;

    /** The question that a thread works on. */
    private static final ScopedValue<LongWork.Question> QUESTION = ScopedValue.newInstance();

    private final LongWork longWork;
    private final FairTurns processors;
    private final FairTurns memory;
    private final FairTurns longAnswers;

    public Slices(int processors) {
        this.longWork = new LongWork(processors);
        this.processors = new FairTurns(processors, PLACES, "work on long histories");
        this.memory = new FairTurns(
                Math.clamp(Runtime.getRuntime().maxMemory() / MEMORY_OF_ONE, FEWEST_IN_MEMORY, PLACES),
                PLACES,
                "long histories that are read");
        this.longAnswers = new FairTurns(
                Math.clamp(Runtime.getRuntime().maxMemory() / MEMORY_OF_LONG, FEWEST_LONG, PLACES),
                PLACES,
                "long answers that are made or not taken yet");
    }

    /** Shows whose long work rests. */
    public void register(MeterRegistry meters) {
        longWork.register(meters, "insight");
    }

    /**
     * Reads what a question is about, does all of the work on it, and makes the answer bytes: only so many are in memory at
     * once, of a caller its share, however many questions are under way. A long answer has a place of its own until its client
     * has taken it, so that who asks and does not read is not worked for any further; a question that will have one waits for
     * that place before anything is read.
     *
     * @param takesGzip whether the client takes it packed
     * @param isLong whether it is about many years
     */
    Answer inMemory(Call call, boolean takesGzip, boolean isLong, Supplier<Answer> readingAndWork) {
        var asker = call.caller().asker();
        var place = new LongPlace(asker);
        if (isLong) {
            place.take();
        }
        take(memory, asker);
        try (var question = longWork.begin(asker, isLong)) {
            endIfGone(call);
            var answer = ScopedValue.where(QUESTION, question)
                    .call(() -> made(call, takesGzip, place, readingAndWork.get()));
            question.pause();
            return answer;
        } catch (RuntimeException e) {
            place.giveBack();
            throw e;
        } finally {
            memory.giveBack(asker);
        }
    }

    private Answer made(Call call, boolean takesGzip, LongPlace place, Answer answer) {
        if (!(answer instanceof Answer.Json json)) {
            place.giveBack();
            return answer;
        }
        try {
            var made = json.made(takesGzip);
            if (!made.isLong()) {
                place.giveBack();
                return made;
            }
            place.take();
            endIfGone(call);
            return made.whenLeft(place::giveBack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A caller's place for one long answer, had or not. Confined to the question's thread until the answer is on its way. */
    private final class LongPlace {
        private final Asker asker;
        private boolean isHad;

        LongPlace(Asker asker) {
            this.asker = asker;
        }

        void take() {
            if (!isHad) {
                Slices.take(longAnswers, asker);
                isHad = true;
            }
        }

        void giveBack() {
            if (isHad) {
                isHad = false;
                longAnswers.giveBack(asker);
            }
        }
    }

    /** Does all of the work, and waits meanwhile for its turns. */
    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread keeps its carrier until it waits or yields
    <T> T of(Call call, Function<Pace, T> work) {
        var asker = call.caller().asker();
        var question = QUESTION.get();
        endIfGone(call);
        question.pause();
        take(processors, asker);
        question.resume();
        try {
            return work.apply(() -> {
                endIfGone(call);
                // whoever waits is let in; who takes no turns waits for the thread itself
                processors.giveBack(asker);
                question.pause();
                Thread.yield();
                take(processors, asker);
                question.resume();
            });
        } finally {
            processors.giveBack(asker);
        }
    }

    /** Writes a long body piece by piece. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Has a long body written, with a rest after a piece as after a slice; how long its client takes for it is no work. */
    void written(Asker asker, OutputStream out, Writing writing) throws IOException {
        try (var question = longWork.begin(asker, true)) {
            writing.to(new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    question.pause();
                    out.write(bytes, from, length);
                    question.resume();
                }
            });
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

    /** The same questions, each of which ends the work if the client has gone when its answer is there. */
    static OneMoment whileAwaited(Call call, OneMoment asked) {
        return new OneMoment() {
            @Override
            public RecordedDays days(LocalDate from, LocalDate to, Set<DayPart> parts) {
                var days = asked.days(from, to, parts);
                endIfGone(call);
                return days;
            }

            @Override
            public MemberSettings settings() {
                return asked.settings();
            }

            @Override
            public List<Instant> planChanges() {
                return asked.planChanges();
            }
        };
    }

    /** Nobody gets it. */
    static Answer gone(CancellationException why) {
        return Answer.of(Problem.of(ProblemType.NOT_YET, String.valueOf(why.getMessage()))
                .withStatus(CLIENT_HAS_GONE));
    }
}
