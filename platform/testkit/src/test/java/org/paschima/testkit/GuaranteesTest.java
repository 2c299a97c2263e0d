package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each guarantee can fail. */
class GuaranteesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static void fails(Runnable judgement) {
        assertThatThrownBy(judgement::run).isInstanceOf(AssertionError.class);
    }

    @Test
    void what_was_acknowledged_is_there_once_and_where_it_was_said_and_what_was_refused_is_not() {
        var guarantee = new AcknowledgedIsKept();
        fails(() -> guarantee.holdsIn(Map.of())); // about nothing
        guarantee.acknowledged("a", "0:1");
        guarantee.holdsIn(Map.of("a", List.of("0:1")));
        guarantee.notWritten("b");

        guarantee.holdsIn(Map.of("a", List.of("0:1"), "of nobody's answer", List.of("0:2")));
        fails(() -> guarantee.holdsIn(Map.of()));
        fails(() -> guarantee.holdsIn(Map.of("a", List.of("0:2"))));
        fails(() -> guarantee.holdsIn(Map.of("a", List.of("0:1", "0:2"))));
        fails(() -> guarantee.holdsIn(Map.of("a", List.of("0:1"), "c", List.of("0:2", "0:3"))));
        fails(() -> guarantee.holdsIn(Map.of("a", List.of("0:1"), "b", List.of("0:2"))));
    }

    @Test
    void each_number_comes_once_and_in_order() {
        SeqOnceInOrder.holds(List.of());
        SeqOnceInOrder.holds(List.of(2L, 5L));
        SeqOnceInOrder.holdsWithoutGaps(List.of(1L, 2L), 2);

        fails(() -> SeqOnceInOrder.holds(List.of(2L, 2L)));
        fails(() -> SeqOnceInOrder.holds(List.of(2L, 1L)));
        fails(() -> SeqOnceInOrder.holdsWithoutGaps(List.of(1L, 3L), 3));
        fails(() -> SeqOnceInOrder.holdsWithoutGaps(List.of(1L, 2L), 3));
        fails(() -> SeqOnceInOrder.holdsWithoutGaps(List.of(2L, 3L), 2));
    }

    @ParameterizedTest
    @CsvSource({
        "21:00, 08:00, 20:59:59, false",
        "21:00, 08:00, 21:00, true",
        "21:00, 08:00, 00:00, true",
        "21:00, 08:00, 07:59:59, true",
        "21:00, 08:00, 08:00, false",
        "12:00, 14:00, 11:59:59, false",
        "12:00, 14:00, 12:00, true",
        "12:00, 14:00, 13:59:59, true",
        "12:00, 14:00, 14:00, false",
        "12:00, 12:00, 12:00, false"
    })
    void quiet_hours_begin_with_their_first_moment_and_are_over_at_their_last(
            LocalTime from, LocalTime to, LocalTime time, boolean isQuiet) {
        var at = Instant.parse("2026-07-01T00:00:00Z").atZone(BERLIN).with(time).toInstant();
        Runnable judgement = () -> new NothingInQuietHours(from, to).holds(at, BERLIN, "a nudge");

        if (isQuiet) {
            fails(judgement);
        } else {
            assertThatCode(judgement::run).doesNotThrowAnyException();
        }
    }
}
