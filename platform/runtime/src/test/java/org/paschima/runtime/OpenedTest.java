package org.paschima.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final List<String> closed = new CopyOnWriteArrayList<>();

    @Test
    void the_last_opened_is_closed_first_and_only_once() {
        var opened = new Opened();
        opened.add(() -> closed.add("first"));
        opened.add(() -> closed.add("second"));

        opened.close();
        opened.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void one_failure_does_not_keep_the_rest_open() {
        var opened = new Opened();
        opened.add(() -> closed.add("first"));
        opened.add(() -> {
            throw new IllegalArgumentException("stuck");
        });

        assertThatThrownBy(opened::close)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("stuck"));
        assertThat(closed).containsExactly("first");
    }

    @Test
    void one_that_hangs_is_left_behind_in_time() {
        var opened = new Opened(Duration.ofMillis(50));
        var never = new CountDownLatch(1);
        opened.add(() -> closed.add("first"));
        opened.add(never::await);

        assertThatThrownBy(opened::close)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("did not close within PT0.05S"));
        assertThat(closed).containsExactly("first");
    }

    @Test
    void what_was_opened_before_a_failure_is_closed() {
        var opened = new Opened();
        opened.add(() -> closed.add("first"));

        assertThatThrownBy(() -> opened.orClose(() -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(closed).containsExactly("first");
    }
}
