package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoInterruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

class AskedTogetherTest {

    private static final int MOST = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();
    private final Semaphore mayAnswer = new Semaphore(0);
    private final AskedTogether<Integer, String> one = new AskedTogether<>(1, MOST, this::answer);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private List<String> answer(List<Integer> questions) {
        calls.add(List.copyOf(questions));
        mayAnswer.acquireUninterruptibly();
        if (questions.contains(-1)) {
            throw new IllegalStateException("away");
        }
        return questions.stream().map(question -> "answer " + question).toList();
    }

    /** Asks, and returns once it is under way or in line. */
    private Future<String> asks(AskedTogether<Integer, String> asked, int question, List<Thread> asking) {
        var begun = new CountDownLatch(1);
        Callable<String> task = () -> {
            asking.add(Thread.currentThread());
            begun.countDown();
            return asked.answer(question);
        };
        var answer = threads.submit(task);
        await().until(() -> begun.getCount() == 0 && asking.getLast().getState() == Thread.State.WAITING);
        return answer;
    }

    private List<Future<String>> ask(int... questions) {
        var asking = new CopyOnWriteArrayList<Thread>();
        return IntStream.of(questions)
                .mapToObj(question -> asks(one, question, asking))
                .toList();
    }

    @Test
    void who_comes_alone_is_answered_alone_and_those_who_come_meanwhile_together() throws Exception {
        var answers = ask(1, 2, 3, 4, 5, 6);
        assertThat(calls).containsExactly(List.of(1));
        mayAnswer.release(3);
        for (int i = 0; i < 6; i++) {
            assertThat(answers.get(i).get()).isEqualTo("answer " + (i + 1));
        }
        assertThat(calls).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
    }

    @Test
    void a_call_that_fails_fails_for_those_it_was_made_for_and_for_no_other() throws Exception {
        var answers = ask(1, 2, -1, 4, 5);
        mayAnswer.release(3);
        assertThat(answers.get(0).get()).isEqualTo("answer 1");
        for (int failed = 1; failed < 4; failed++) {
            var answer = answers.get(failed);
            assertThatThrownBy(answer::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("away");
        }
        assertThat(answers.get(4).get()).isEqualTo("answer 5");
    }

    @Test
    void who_is_interrupted_in_line_holds_up_nobody() throws Exception {
        var asking = new CopyOnWriteArrayList<Thread>();
        var first = asks(one, 1, asking);
        var second = asks(one, 2, asking);
        var third = asks(one, 3, asking);
        asking.get(1).interrupt();
        assertThatThrownBy(second::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MongoInterruptedException.class);
        mayAnswer.release(2);
        assertThat(first.get()).isEqualTo("answer 1");
        assertThat(third.get()).isEqualTo("answer 3");
    }

    static LongStream seeds() {
        return Seeds.first(20);
    }

    /** Whatever threads do, each has its own answer, no more calls than may be are under way, and in the end none is. */
    @ParameterizedTest
    @MethodSource("seeds")
    void random_crowds_are_answered_each_its_own(long seed) throws Exception {
        var random = new Random(seed);
        int atOnce = 1 + random.nextInt(3);
        int most = 1 + random.nextInt(5);
        var underWay = new AtomicInteger();
        var mostSeen = new AtomicInteger();
        var sizes = new CopyOnWriteArrayList<Integer>();
        var asked = new AskedTogether<Integer, Integer>(atOnce, most, questions -> {
            mostSeen.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            sizes.add(questions.size());
            try {
                LockSupport.parkNanos(1_000); // so that others come meanwhile
                if (questions.stream().anyMatch(question -> question % 50 == 0)) {
                    throw new IllegalStateException("away");
                }
                return questions.stream().map(question -> 2 * question).toList();
            } finally {
                underWay.decrementAndGet();
            }
        });
        for (int round = 0; round < 3; round++) {
            var answers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 300; i++) {
                int question = i;
                var answer = threads.submit(() -> asked.answer(question));
                if (random.nextInt(20) == 0) {
                    answer.cancel(true);
                }
                answers.add(answer);
            }
            for (int i = 0; i < answers.size(); i++) {
                var answer = answers.get(i);
                if (answer.isCancelled()) {
                    continue;
                }
                try {
                    assertThat(answer.get()).isEqualTo(2 * i);
                } catch (ExecutionException e) {
                    assertThat(e).hasRootCauseMessage("away");
                }
            }
        }
        assertThat(mostSeen.get()).isLessThanOrEqualTo(atOnce);
        assertThat(sizes).allSatisfy(size -> assertThat(size).isBetween(1, most));
        assertThat(asked.answer(1)).isEqualTo(2);
    }
}
