package org.paschima.insight.domain.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Side;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend;

class ObservationTest {

    private static Reported at(long minute, int value) {
        return new Reported(minute * 60, (int) (minute / 60 % 24), value);
    }

    @Test
    void ratings_within_ten_minutes_of_the_one_before_are_one_observation() {
        var cell = TensionCell.of(List.of(at(600, 4), at(610, 6), at(620, 8), at(631, 1), at(631, 3)));

        assertThat(Observation.of(cell))
                .containsExactly(new Observation(36_000, 10, 6, 3), new Observation(37_860, 10, 2, 2));
    }

    @Test
    void one_report_of_four_cells_is_no_level() {
        var days = new TreeMap<LocalDate, DayCells>();
        var regions = List.of("neck", "shoulder", "upper-back", "upper-trapezius");
        var tension = new TreeMap<CellKey, TensionCell>();
        regions.forEach(region -> tension.put(new CellKey(region, Side.BOTH), TensionCell.of(List.of(at(600, 7)))));
        days.put(LocalDate.of(1970, 1, 1), RatedCells.ofTension(tension));
        var primary = new Trend.Subject.Regions(false, PrimaryRegions.ALL, SideFilter.ANY);

        var trend = Trend.of(primary, days, Instant.ofEpochSecond(86_400));

        assertThat(trend.buckets().getFirst().n()).isEqualTo(4);
        assertThat(trend.level().effectiveReports()).isCloseTo(1, within(1e-12));
        assertThat(trend.level().value()).isNull();
    }

    @Test
    void what_is_told_again_within_minutes_makes_a_level_no_surer() {
        var once = new ArrayList<Reported>();
        var again = new ArrayList<Reported>();
        for (int day = 0; day < 5; day++) {
            once.add(at(day * 1_440L + 600, 5));
            for (int repeat = 0; repeat < 10; repeat++) {
                again.add(at(day * 1_440L + 600 + repeat, 5));
            }
        }

        assertThat(Observation.of(TensionCell.of(again)))
                .extracting(Observation::epochSecond)
                .containsExactlyElementsOf(
                        once.stream().map(Reported::epochSecond).toList());
    }
}
