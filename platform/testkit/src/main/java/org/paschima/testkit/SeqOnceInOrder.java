package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The guarantee that each number of a member's nudge log comes once, and in order (api §5). */
public final class SeqOnceInOrder {

    private SeqOnceInOrder() {}

    /** Of what one client saw: what was withdrawn unseen may be missing. */
    public static void holds(List<Long> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i))
                    .as("after %s in %s", numbers.get(i - 1), numbers)
                    .isGreaterThan(numbers.get(i - 1));
        }
    }

    /** Of the log itself, up to its last number: nothing is missing. */
    public static void holdsWithoutGaps(List<Long> numbers, long last) {
        holds(numbers);
        assertThat(numbers).as("each from the first on").hasSize(Math.toIntExact(last));
        assertThat(numbers.getFirst()).isEqualTo(1);
        assertThat(numbers.getLast()).isEqualTo(last);
    }
}
