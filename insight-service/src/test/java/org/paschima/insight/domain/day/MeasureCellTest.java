package org.paschima.insight.domain.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.insight.domain.day.MeasureCell.Capture;
import org.paschima.insight.domain.day.MeasureCell.Occasion;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.testkit.Seeds;

/** One occasion is one observation, of measures as of ratings (docs/adr/0024, 0035). */
class MeasureCellTest {

    private static final Instant END = Instant.ofEpochSecond(5 * 86_400);

    static LongStream seeds() {
        return Seeds.first(100);
    }

    private static Capture at(long minute, double value) {
        return Capture.of(value, minute * 60);
    }

    /** The trend of days from 1970 on. */
    private static Trend trend(List<MeasureCell> cells) {
        SortedMap<LocalDate, DayCells> days = new TreeMap<>();
        var none = DayCells.EMPTY;
        for (var cell : cells) {
            days.put(
                    LocalDate.ofEpochDay(days.size()),
                    new DayCells(
                            none.tension(),
                            none.pain(),
                            none.stress(),
                            new TreeMap<>(Map.of("cva", cell)),
                            none.frontBack(),
                            none.sideSide(),
                            none.sessions(),
                            none.checks(),
                            none.records()));
        }
        return Trend.of(new Trend.Subject.Measure("cva"), days, END);
    }

    @Test
    void ten_captures_of_one_minute_make_no_level() {
        var captures = new ArrayList<Capture>();
        for (int i = 0; i < 10; i++) {
            captures.add(Capture.of(50, 36_000 + 6L * i));
        }

        var trend = trend(List.of(MeasureCell.of(captures)));

        assertThat(trend.buckets().getFirst().n()).as("all are shown").isEqualTo(10);
        assertThat(trend.level().effectiveReports()).isCloseTo(1, within(1e-12));
        assertThat(trend.level().value()).isNull();
    }

    @Test
    void captures_within_ten_minutes_of_the_one_before_are_one_observation_of_their_mean() {
        var cell = MeasureCell.of(List.of(at(631, 44), at(600, 50), at(610, 52), at(620, 54)));

        assertThat(cell.occasions()).containsExactly(new Occasion(36_000, 52), new Occasion(37_860, 44));
    }

    @Test
    void a_burst_moves_level_and_slope_no_more_than_one_capture_of_its_mean() {
        var once = new ArrayList<MeasureCell>();
        var again = new ArrayList<MeasureCell>();
        for (int day = 0; day < 5; day++) {
            long morning = day * 1_440L + 600;
            once.add(MeasureCell.of(List.of(at(morning, 50 + day), at(morning + 300, 40))));
            var burst = new ArrayList<>(List.of(at(morning + 300, 40)));
            for (int i = 0; i < 9; i++) {
                burst.add(at(morning + i, 50 + day));
            }
            again.add(MeasureCell.of(burst));
        }

        assertThat(trend(again).level()).isEqualTo(trend(once).level());
        assertThat(trend(again).slope()).isEqualTo(trend(once).slope());
    }

    @Test
    void sums_whose_times_were_not_kept_are_shown_whole_and_count_as_one_observation() {
        var stored = new MeasureCell(
                List.of(), new MeasureCell.Untimed(10, 5_000_000, 2_500_000_000_000L, 490_000, 510_000, 360_000));

        var trend = trend(List.of(stored));

        assertThat(trend.buckets().getFirst().n()).isEqualTo(10);
        assertThat(trend.buckets().getFirst().mean()).isCloseTo(50, within(1e-9));
        assertThat(trend.buckets().getFirst().max()).isCloseTo(51, within(1e-9));
        assertThat(trend.level().effectiveReports()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void parts_of_a_day_merged_in_any_order_are_the_day(long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Capture>();
        for (int i = 0; i < 1 + random.nextInt(40); i++) {
            all.add(at(random.nextInt(1_440), 40 + random.nextInt(20)));
        }
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        int cut = random.nextInt(all.size() + 1);

        var merged = MeasureCell.of(shuffled.subList(0, cut)).plus(MeasureCell.of(shuffled.subList(cut, all.size())));

        assertThat(merged).isEqualTo(MeasureCell.of(all));
        assertThat(merged.occasions()).isEqualTo(MeasureCell.of(all).occasions());
        assertThat(merged.total())
                .isCloseTo(all.stream().mapToDouble(each -> each.value() / 1e4).sum(), within(1e-6));
    }
}
