package org.paschima.insight.domain.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.RecordId;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.domain.day.AxisCell;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.day.Posture;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.testkit.Seeds;

/** The two-sided score of domain.md §1.2 and its invariants of §6.4. */
class BalanceOverTimeTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Posture.Bands DEFAULT = Posture.Bands.DEFAULT;

    static LongStream seeds() {
        return Seeds.first(100);
    }

    private static CheckDone check(
            @Nullable Integer frontBack,
            @Nullable Integer sideSide,
            @Nullable Double sideTension,
            CheckDone.Measured... measured) {
        return new CheckDone(
                new RecordId("app", "c"),
                0,
                12,
                null,
                null,
                null,
                frontBack,
                sideSide,
                null,
                null,
                List.of(measured),
                sideTension);
    }

    private static CheckDone.Measured measured(String measure, double value) {
        return new CheckDone.Measured(measure, value);
    }

    private static BalanceOverTime over(List<CheckDone> checks, Posture.Bands bands) {
        return BalanceOverTime.of(List.of(cells(checks)), bands);
    }

    private static double balance(List<CheckDone> checks, Posture.Bands bands) {
        return Objects.requireNonNull(over(checks, bands).balance());
    }

    private static double balance(CheckDone check) {
        return balance(List.of(check), DEFAULT);
    }

    private static DayCells cells(List<CheckDone> checks) {
        return new DayCells(
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                TensionCell.EMPTY,
                Collections.emptySortedMap(),
                AxisCell.EMPTY,
                AxisCell.EMPTY,
                List.of(),
                checks,
                List.of());
    }

    /** Bands as a member may have them, around anything. */
    private static Posture.Bands bandsOfSomeone(Random random) {
        double cva = 38 + 20 * random.nextDouble();
        double wall = 3 + 6 * random.nextDouble();
        return new Posture.Bands(
                Map.of(
                        "cva", new Posture.Band(cva, cva + 8 + 4 * random.nextDouble(), 4, +1),
                        "acromionWall", new Posture.Band(wall, wall + 2, 1.5, -1),
                        "kyphosis", new Posture.Band(25, 48, 8, -1)),
                DEFAULT.sideSide());
    }

    private static Posture.Band frontBack(Posture.Bands bands, String measure) {
        return Objects.requireNonNull(bands.frontBack().get(measure));
    }

    private static CheckDone anyCheck(Random random) {
        return check(
                random.nextBoolean() ? random.nextInt(7) - 3 : null,
                random.nextBoolean() ? random.nextInt(7) - 3 : null,
                random.nextBoolean() ? 2 * random.nextDouble() - 1 : null,
                measured("cva", 20 + 60 * random.nextDouble()),
                measured("acromionWall", 20 * random.nextDouble()),
                measured("kyphosis", 100 * random.nextDouble()),
                measured("shoulderTilt", 40 * random.nextDouble() - 20),
                measured("headTilt", 40 * random.nextDouble() - 20));
    }

    /** The worked values (V): −1.25, +0.6 and −0.25 of front and back, 1.5 of the sides. */
    @Test
    void slouched_head_and_pinched_blades_do_not_look_neutral() {
        var mixed = over(
                List.of(check(
                        null, null, 0.5, measured("cva", 43), measured("acromionWall", 3.1), measured("kyphosis", 50))),
                DEFAULT);

        assertThat(mixed.frontBack().meanSigned()).isCloseTo(-0.30, within(1e-6));
        assertThat(mixed.frontBack().meanAbsolute()).isCloseTo(0.70, within(1e-6));
        assertThat(mixed.balance()).isCloseTo(60.984, within(1e-3));
        assertThat(mixed.pattern()).isEqualTo(AxisCell.Pattern.MIXED);
        assertThat(mixed.isOscillating()).as("within one check").isFalse();
    }

    @Test
    void balance_falls_on_both_sides_of_the_band() {
        double inside = balance(check(null, null, null, measured("cva", 53)));
        double up = inside;
        double down = inside;
        for (int step = 1; step <= 12; step++) {
            double higher = balance(check(null, null, null, measured("cva", 58 + step)));
            double lower = balance(check(null, null, null, measured("cva", 48 - step)));
            assertThat(higher).isLessThan(up);
            assertThat(lower).isLessThan(down);
            up = higher;
            down = lower;
        }
        assertThat(inside).isEqualTo(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void more_upright_than_the_band_never_raises_it(long seed) {
        // Given: a check that is at or above the top of every band, whatever else
        var random = new Random(seed);
        var bands = bandsOfSomeone(random);
        double cva = frontBack(bands, "cva").high();
        double wall = frontBack(bands, "acromionWall").low();
        int felt = random.nextInt(4);
        int side = random.nextInt(7) - 3;
        double more = 12 * random.nextDouble();
        double pinched = wall * random.nextDouble();

        // When: head and shoulders are pulled further back
        double before =
                balance(List.of(check(felt, side, null, measured("cva", cva), measured("acromionWall", wall))), bands);
        double after = balance(
                List.of(check(
                        Math.min(3, felt + random.nextInt(2)),
                        side,
                        null,
                        measured("cva", cva + more),
                        measured("acromionWall", wall - pinched))),
                bands);

        // Then
        assertThat(after).isLessThanOrEqualTo(before + 1e-9);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void it_is_full_only_inside_every_band_on_both_axes(long seed) {
        var random = new Random(seed);
        var bands = bandsOfSomeone(random);
        var check = anyCheck(random);
        boolean isInside = check.measured().stream().allMatch(seen -> {
            var band = bands.frontBack()
                    .getOrDefault(seen.measure(), bands.sideSide().get(seen.measure()));
            return Objects.requireNonNull(band).deviation(seen.value()) == 0;
        });
        boolean isFull = balance(List.of(check), bands) == 100;

        assertThat(isFull)
                .isEqualTo(isInside
                        && (check.frontBack() == null || check.frontBack() == 0)
                        && (check.sideSide() == null || check.sideSide() == 0)
                        && (check.sideTension() == null || check.sideTension() == 0));
        var cva = frontBack(bands, "cva");
        assertThat(balance(List.of(check(0, 0, 0.0, measured("cva", cva.low()))), bands))
                .isEqualTo(100);
        assertThat(balance(List.of(check(0, 0, 0.0, measured("cva", cva.high()))), bands))
                .isEqualTo(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void left_and_right_mirror_each_other(long seed) {
        // Given
        var random = new Random(seed);
        var checks = new ArrayList<CheckDone>();
        var mirrored = new ArrayList<CheckDone>();
        for (int i = 0; i < 1 + random.nextInt(10); i++) {
            var check = anyCheck(random);
            checks.add(check);
            mirrored.add(mirrored(check));
        }

        // When
        var one = over(checks, DEFAULT);
        var other = over(mirrored, DEFAULT);

        // Then
        assertThat(other.balance()).isEqualTo(one.balance());
        assertThat(other.frontBack()).isEqualTo(one.frontBack());
        assertThat(other.sideSide().absolute()).isEqualTo(one.sideSide().absolute());
        assertThat(other.sideSide().meanSigned()).isCloseTo(-one.sideSide().meanSigned(), within(1e-6));
        assertThat(other.isOscillating()).isEqualTo(one.isOscillating());
    }

    private static CheckDone mirrored(CheckDone check) {
        return check(
                check.frontBack(),
                check.sideSide() == null ? null : -check.sideSide(),
                check.sideTension() == null ? null : -check.sideTension(),
                check.measured().stream()
                        .map(seen -> seen.measure().endsWith("Tilt") ? measured(seen.measure(), -seen.value()) : seen)
                        .toArray(CheckDone.Measured[]::new));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void alternating_extremes_never_read_as_balance(long seed) {
        // Given: as often collapsed as overcorrected, each by a step at least
        var random = new Random(seed);
        var bands = bandsOfSomeone(random);
        var cva = frontBack(bands, "cva");
        double size = 1 + 2 * random.nextDouble();
        var checks = new ArrayList<CheckDone>();
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            checks.add(check(null, null, null, measured("cva", cva.low() - 4 * size)));
            checks.add(check(null, null, null, measured("cva", cva.high() + 4 * size)));
        }

        // When
        var over = over(checks, bands);

        // Then
        assertThat(over.balance()).isCloseTo(Posture.balance(size, 0), within(1e-3));
        assertThat(over.balance()).isLessThan(77);
        assertThat(over.pattern()).isEqualTo(AxisCell.Pattern.MIXED);
        assertThat(over.isOscillating()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void check_by_check_is_the_same_as_of_the_sums_that_days_keep(long seed) {
        // Given
        var days = someDays(new Random(seed));

        // Then
        for (var granularity : Granularity.values()) {
            assertThat(BalanceHistory.of(days, granularity, DEFAULT)).isEqualTo(BalanceHistory.of(days, granularity));
        }
        assertThat(BalanceHistory.of(days, Granularity.WEEK).total()).isEqualTo(BalanceOverTime.of(days.values()));
    }

    private static SortedMap<LocalDate, DayCells> someDays(Random random) {
        var records = new TreeMap<LocalDate, List<StoredRecord>>();
        long offset = 0;
        for (var told : new HistoryFixture(random).facts(HistoryFixture.members(1), 1_000, 60)) {
            if (told.fact() instanceof Fact.Recorded recorded) {
                records.computeIfAbsent(recorded.record().head().localDate(), _ -> new ArrayList<>())
                        .add(new StoredRecord(recorded.record(), recorded.rank(), offset++));
            }
        }
        var days = new TreeMap<LocalDate, DayCells>();
        records.forEach((date, each) -> days.put(date, DayCells.of(each)));
        return days;
    }

    @Test
    void weeks_and_months_are_the_days_in_them() {
        // Given: Monday 2 March collapsed, Sunday 8 March overcorrected, 9 March neutral, April without a check
        var days = new TreeMap<LocalDate, DayCells>();
        days.put(DAY, cells(List.of(check(-2, 0, null))));
        days.put(DAY.plusDays(6), cells(List.of(check(2, 0, null))));
        days.put(DAY.plusDays(7), cells(List.of(check(0, 0, null))));
        days.put(DAY.plusDays(40), DayCells.EMPTY);

        // When
        var weeks = BalanceHistory.of(days, Granularity.WEEK, DEFAULT);
        var months = BalanceHistory.of(days, Granularity.MONTH, DEFAULT);

        // Then
        assertThat(weeks.items()).extracting(BalanceHistory.Item::begin).containsExactly(DAY, DAY.plusDays(7));
        assertThat(weeks.items().getFirst().balance().isOscillating()).isTrue();
        assertThat(weeks.items().getLast().balance().balance()).isEqualTo(100);
        assertThat(months.items()).hasSize(1);
        assertThat(months.total()).isEqualTo(weeks.total());
        assertThat(months.items().getFirst().balance()).isEqualTo(months.total());
    }

    @Test
    void without_a_check_there_is_no_balance() {
        var none = BalanceHistory.of(new TreeMap<>(), Granularity.DAY);

        assertThat(none.items()).isEmpty();
        assertThat(none.total().balance()).isNull();
    }
}
