package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paschima.http.auth.Asker;

class LongWorkTest {

    private static final Asker GREEDY = new Asker("studio-a", "m-1");
    private static final Asker OTHER = new Asker("studio-b", "m-2");
    private static final Asker THIRD = new Asker("studio-b", "m-3");

    private long now = 1_000;
    private final List<Duration> rests = new ArrayList<>();
    private final LongWork work = new LongWork(2, Duration.ZERO, () -> now, this::rest);

    @Test
    void a_long_question_is_worked_on_for_a_quarter_of_the_time_while_another_caller_asks() {
        asksShortly(OTHER);
        try (var question = work.begin(GREEDY, true)) {
            worked(question, Duration.ofMillis(7));
            worked(question, Duration.ofMillis(2));
        }
        assertThat(rests).containsExactly(Duration.ofMillis(21), Duration.ofMillis(6));
    }

    @Test
    void nobody_rests_while_nobody_else_asks() {
        asksShortly(GREEDY);
        try (var question = work.begin(GREEDY, true)) {
            worked(question, Duration.ofSeconds(2));
        }
        assertThat(rests).isEmpty();
    }

    @Test
    void nobody_rests_for_others_who_ask_something_long_as_well() {
        try (var others = work.begin(OTHER, true);
                var question = work.begin(GREEDY, true)) {
            worked(others, Duration.ofMillis(5));
            worked(question, Duration.ofMillis(5));
        }
        assertThat(rests).isEmpty();
    }

    @Test
    void who_has_not_asked_for_a_second_does_not_ask_any_more() {
        asksShortly(OTHER);
        pass(LongWork.STILL_ASKS);
        try (var question = work.begin(GREEDY, true)) {
            worked(question, Duration.ofMillis(5));
        }
        assertThat(rests).isEmpty();
    }

    @Test
    void a_question_that_is_still_under_way_counts_when_it_ends() {
        try (var question = work.begin(GREEDY, true)) {
            try (var _ = work.begin(OTHER, false)) {
                pass(LongWork.STILL_ASKS);
            }
            worked(question, Duration.ofMillis(5));
        }
        // it has waited for its turn for a second, which is no work
        assertThat(rests).containsExactly(Duration.ofMillis(15));
    }

    @Test
    void own_short_questions_in_between_hide_nobody_elses() {
        asksShortly(OTHER);
        asksShortly(GREEDY);
        asksShortly(GREEDY);
        try (var question = work.begin(GREEDY, true)) {
            worked(question, Duration.ofMillis(5));
        }
        assertThat(rests).containsExactly(Duration.ofMillis(15));
    }

    @Test
    void what_has_been_worked_on_for_long_is_long_though_it_is_about_few_years() {
        asksShortly(OTHER);
        try (var question = work.begin(GREEDY, false)) {
            worked(question, LongWork.SHORT);
            assertThat(rests).isEmpty();
            worked(question, Duration.ofMillis(1));
        }
        assertThat(rests).containsExactly(Duration.ofMillis(3));
    }

    @Test
    void slices_too_short_to_rest_after_are_rested_for_together() {
        asksShortly(OTHER);
        try (var question = work.begin(GREEDY, true)) {
            for (int i = 0; i < 10; i++) {
                worked(question, Duration.ofNanos(100_000));
            }
        }
        assertThat(rests).hasSize(2).containsOnly(Duration.ofNanos(1_200_000));
    }

    @Test
    void all_questions_of_a_caller_together_have_its_quarter() {
        var atOnce = new LongWork(2, Duration.ZERO, () -> now, nanos -> rests.add(Duration.ofNanos(nanos)));
        try (var _ = atOnce.begin(OTHER, false);
                var first = atOnce.begin(GREEDY, true);
                var second = atOnce.begin(GREEDY, true)) {
            pass(Duration.ofMillis(2));
            first.pause();
            second.pause();
        }
        // four milliseconds were worked in two, which is what there is for sixteen
        assertThat(rests).containsExactly(Duration.ofMillis(6), Duration.ofMillis(14));
    }

    @Test
    void more_processors_are_more_to_share() {
        var ofEight = new LongWork(8, Duration.ZERO, () -> now, nanos -> rests.add(Duration.ofNanos(nanos)));
        try (var _ = ofEight.begin(OTHER, false);
                var question = ofEight.begin(GREEDY, true)) {
            worked(question, Duration.ofMillis(5));
        }
        assertThat(rests).isEmpty();
    }

    @Test
    void who_asked_for_nothing_long_has_a_seconds_share_at_once() {
        var generous = new LongWork(2, LongWork.IN_ADVANCE, () -> now, this::rest);
        try (var _ = generous.begin(OTHER, false);
                var question = generous.begin(GREEDY, true)) {
            worked(question, Duration.ofMillis(200));
            assertThat(rests).isEmpty();
            worked(question, Duration.ofMillis(200));
        }
        // of 1,600 ms 1,000 were there in advance and 400 went by
        assertThat(rests).containsExactly(Duration.ofMillis(200));
    }

    @Test
    void who_asks_again_at_once_has_no_second_advance() {
        var generous = new LongWork(2, LongWork.IN_ADVANCE, () -> now, this::rest);
        for (int i = 0; i < 10; i++) {
            try (var _ = generous.begin(OTHER, false);
                    var question = generous.begin(GREEDY, true)) {
                worked(question, Duration.ofMillis(100));
            }
        }
        // a second of work is what there is for four, less the one in advance
        assertThat(rests.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void how_many_rest_is_told() {
        var meters = new SimpleMeterRegistry();
        var unable = new LongWork(2, Duration.ZERO, () -> now, _ -> {
            throw new AssertionError("it cannot block");
        });
        unable.register(meters, "some");
        var resting = meters.get("some_long_work_resting").gauge();
        try (var _ = unable.begin(OTHER, false);
                var question = unable.begin(GREEDY, true)) {
            pass(Duration.ofMillis(5));
            assertThat(question.owes(Duration.ofMillis(5).toNanos()))
                    .isEqualTo(Duration.ofMillis(15).toNanos());
            assertThat(resting.value()).isOne();
            pass(Duration.ofMillis(15));
            assertThat(resting.value()).isZero();
            assertThat(question.owes(1_000)).as("too little to rest for").isZero();
        }
    }

    @Test
    void who_asks_nothing_any_more_is_forgotten() {
        asksShortly(OTHER);
        try (var question = work.begin(GREEDY, true)) {
            worked(question, Duration.ofMillis(5));
        }
        assertThat(work.callers()).isEqualTo(2);

        pass(LongWork.STILL_ASKS);
        try (var _ = work.begin(THIRD, false)) {
            assertThat(work.callers()).isOne();
        }
    }

    @Test
    void a_rest_that_is_interrupted_ends_and_is_told() {
        var interrupted = new LongWork(2, Duration.ZERO, () -> now, _ -> {
            throw new InterruptedException();
        });
        try (var _ = interrupted.begin(OTHER, false)) {
            try (var question = interrupted.begin(GREEDY, true)) {
                worked(question, Duration.ofMillis(5));
            }
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    private void rest(long nanos) {
        rests.add(Duration.ofNanos(nanos));
        now += nanos;
    }

    private void asksShortly(Asker asker) {
        try (var question = work.begin(asker, false)) {
            worked(question, Duration.ofMillis(3));
        }
    }

    private void worked(LongWork.Question question, Duration time) {
        question.resume();
        pass(time);
        question.pause();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
