package org.paschima.notify.mongo;

import com.mongodb.MongoInterruptedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the store once what many threads want to know of it at the same time (docs/adr/0079). Who comes while fewer calls are
 * under way than may be is answered at once and alone; who comes later waits for one of them to end, and is asked for
 * together with those who wait too. So no question is asked before it was put, nobody waits for others without need, and a
 * call that fails fails for those it was made for alone.
 *
 * <p>Safe for any thread. It blocks, within the bounds of two calls where fewer than {@code most} wait: for virtual threads.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
final class AskedTogether<Q, A> {

    private final int atOnce;
    private final int most;
    private final Function<List<Q>, List<A>> store;
    private final Deque<Waiting<Q, A>> line = new ArrayDeque<>();
    private int underWay;

    /** @param called completes with the answer, or with nothing where it is to ask for itself and for those behind it */
    private record Waiting<Q, A>(Q question, CompletableFuture<Optional<Supplier<A>>> called) {

        /** Not where it has given up. */
        boolean call(Optional<Supplier<A>> answer) {
            return called.complete(answer);
        }
    }

    /**
     * Asks nothing yet.
     *
     * @param atOnce so many calls are under way at most
     * @param most so many questions one call answers at most
     * @param store answers questions in their order, with one call of the store
     */
    AskedTogether(int atOnce, int most, Function<List<Q>, List<A>> store) {
        this.atOnce = atOnce;
        this.most = most;
        this.store = store;
    }

    /**
     * The answer to one question.
     *
     * @throws RuntimeException what the call threw that was made for it
     * @throws MongoInterruptedException when the thread is interrupted while it waits
     */
    A answer(Q question) {
        var mine = new Waiting<Q, A>(question, new CompletableFuture<>());
        if (isAtOnce(mine)) {
            return ask(question);
        }
        return await(mine).map(Supplier::get).orElseGet(() -> ask(question));
    }

    private synchronized boolean isAtOnce(Waiting<Q, A> mine) {
        if (underWay < atOnce) {
            underWay++;
            return true;
        }
        line.add(mine);
        return false;
    }

    private Optional<Supplier<A>> await(Waiting<Q, A> mine) {
        try {
            return mine.called().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!mine.call(Optional.empty()) && mine.called().join().isEmpty()) {
                handOver(); // it was its turn to ask
            }
            throw new MongoInterruptedException("interrupted before the store was asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody is called with a failure", e);
        }
    }

    private A ask(Q question) {
        try {
            return ask(question, others());
        } finally {
            handOver();
        }
    }

    private A ask(Q question, List<Waiting<Q, A>> others) {
        var questions = new ArrayList<Q>();
        questions.add(question);
        others.forEach(other -> questions.add(other.question()));
        try {
            var answers = store.apply(questions);
            for (int i = 0; i < others.size(); i++) {
                var answer = answers.get(i + 1);
                others.get(i).call(Optional.of(() -> answer));
            }
            return answers.getFirst();
        } catch (RuntimeException | Error e) {
            others.forEach(other -> other.call(Optional.of(() -> {
                throw e;
            })));
            throw e;
        }
    }

    private synchronized List<Waiting<Q, A>> others() {
        var others = new ArrayList<Waiting<Q, A>>();
        while (others.size() < most - 1 && !line.isEmpty()) {
            others.add(line.remove());
        }
        return others;
    }

    /** The next who waits asks, for itself and for those behind it. */
    private void handOver() {
        Optional<Waiting<Q, A>> next;
        do {
            next = next();
        } while (next.isPresent() && !next.get().call(Optional.empty()));
    }

    private synchronized Optional<Waiting<Q, A>> next() {
        var next = Optional.ofNullable(line.poll());
        if (next.isEmpty()) {
            underWay--;
        }
        return next;
    }
}
