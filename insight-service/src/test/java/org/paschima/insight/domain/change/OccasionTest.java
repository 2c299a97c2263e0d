package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.IsoWeek;

/** Detectors say when something was noticed, and no more (domain.md §2.7). */
class OccasionTest {

    /** A report a day, about 4 until the day of the step and about 8 from it on. */
    private static TensionDays step(int onDay) {
        var days = DaysFixture.days();
        for (int day = 0; day < 84; day++) {
            days.report("neck", day, 9, (day < onDay ? 4 : 8) + day % 2);
        }
        return days.tension();
    }

    private static List<Look> looks(TensionDays tension) {
        var first = IsoWeek.of(DaysFixture.DAY_0.plusDays(35));
        return tension.looks(TensionDays.PRIMARY, first, first.plus(6));
    }

    @Test
    void looks_end_with_the_one_under_way_when_nobody_waits_for_them() {
        var first = IsoWeek.of(DaysFixture.DAY_0.plusDays(35));
        var taken = new AtomicInteger();

        assertThatThrownBy(() -> step(49).looks(TensionDays.PRIMARY, first, first.plus(6), () -> {
                    if (taken.incrementAndGet() == 3) {
                        throw new CancellationException("gone");
                    }
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(taken).hasValue(3);
    }

    @Test
    void a_drift_is_noticed_in_the_week_in_which_it_begins_and_not_again() {
        var looks = looks(step(49));

        assertThat(looks).extracting(Look::occasions).allMatch(occasions -> occasions.contains(Occasion.WEEK));
        assertThat(looks)
                .extracting(look -> look.occasions().contains(Occasion.CUSUM))
                .containsExactly(false, false, true, false, false, false, false);
        assertThat(looks)
                .extracting(look -> look.occasions().contains(Occasion.PAGE_HINKLEY))
                .containsExactly(false, false, true, false, false, false, false);
    }

    @Test
    void a_break_anywhere_in_the_window_is_noticed_by_ranks() {
        assertThat(looks(step(49)).get(4).occasions()).contains(Occasion.PETTITT);
    }

    @Test
    void what_was_noticed_is_no_claim() {
        var noticed = looks(step(49)).get(2);

        assertThat(noticed.occasions()).contains(Occasion.CUSUM);
        assertThat(noticed.verdict().meaningful()).isEmpty();
    }

    @Test
    void without_a_drift_there_is_the_week() {
        assertThat(looks(step(200))).extracting(Look::occasions).containsOnly(Set.of(Occasion.WEEK));
    }

    @Test
    void both_sides_of_a_region_count_together() {
        var days = DaysFixture.days();
        for (int day = 0; day < 42; day++) {
            var date = DaysFixture.DAY_0.plusDays(day);
            days.report("shoulder", Side.LEFT, date, 9, 2).report("shoulder", Side.RIGHT, date, 9, 6);
        }
        var window = new Window(DaysFixture.DAY_0.plusDays(41), 42);

        assertThat(days.tension().verdict("shoulder", window).first().mean()).hasValue(4.0);
        assertThat(days.tension().verdict(TensionDays.PRIMARY, window).first().mean())
                .hasValue(4.0);
    }
}
