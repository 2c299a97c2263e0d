package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.insight.domain.statistics.Holm;

/** Further regions are judged among all that were reported (domain.md §2.9). */
class HolmTest {

    private static final Window WINDOW = new Window(DaysFixture.DAY_0.plusDays(41), 42);

    @Test
    void the_least_p_meets_the_strictest_level_and_after_the_first_that_fails_all_do() {
        var judged = Holm.of(Map.of("a", 0.01, "b", 0.02, "c", 0.03, "d", 0.005), 0.05);

        assertThat(judged.get("d")).isEqualTo(new Holm.Judged(0.05 / 4, 0.02));
        assertThat(judged.get("a")).isEqualTo(new Holm.Judged(0.05 / 3, 0.03));
        assertThat(judged.get("b")).isEqualTo(new Holm.Judged(0.05 / 2, 0.04));
        assertThat(judged.get("c"))
                .as("never less probable than the one before")
                .isEqualTo(new Holm.Judged(0.05, 0.04));

        var failing = Holm.of(Map.of("a", 0.03, "b", 0.04), 0.05);
        assertThat(failing.get("a")).isEqualTo(new Holm.Judged(0.025, 0.06));
        assertThat(failing.get("b")).isEqualTo(new Holm.Judged(0.025, 0.06));
    }

    /** The neck improves as much as is just clear by itself; other regions say nothing. */
    private static DaysFixture oneAmong(String... others) {
        int[] first = {5, 3, 4, 2, 4, 3, 5, 3};
        int[] second = {3, 1, 2, 2, 3, 1, 3, 2};
        var days = DaysFixture.days();
        for (int i = 0; i < 8; i++) {
            days.report("neck", 2 * i, 9, first[i]);
            days.report("neck", 22 + 2 * i, 9, second[i]);
            for (var other : others) {
                days.report(other, 2 * i, 9, 4 + i % 2);
                days.report(other, 22 + 2 * i, 9, 5 - i % 2);
            }
        }
        return days;
    }

    @Test
    void a_region_is_judged_more_strictly_the_more_are_reported_and_the_primary_index_never() {
        var alone = oneAmong().tension().verdict("neck", WINDOW);
        var among = oneAmong("jaw", "chest", "hip").tension();
        var neck = among.verdict("neck", WINDOW).found().orElseThrow();

        assertThat(alone.meaningful()).hasValue(Direction.IMPROVING);
        assertThat(alone.found().orElseThrow().confidence()).isEqualTo(0.95);
        assertThat(neck.conclusion()).isEqualTo(Conclusion.NO_CLEAR_CHANGE);
        assertThat(neck.compared()).isEqualTo(4);
        assertThat(neck.confidence()).isEqualTo(1 - 0.05 / 4);
        assertThat(neck.adjustedP()).isCloseTo(4 * neck.p(), within(1e-12)).isGreaterThan(0.05);
        assertThat(neck.p()).isLessThan(0.05);
        assertThat(among.verdict(TensionDays.PRIMARY, WINDOW).meaningful()).hasValue(Direction.IMPROVING);
    }
}
