package org.paschima.insight.domain.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.Posture;
import org.paschima.testkit.Seeds;

/** The personal neutral band of domain.md §1.2. */
class PersonalBandsTest {

    static LongStream seeds() {
        return Seeds.first(30);
    }

    private static CheckDone check(int number, @Nullable Boolean comfortable, CheckDone.Measured... measured) {
        return new CheckDone(
                new RecordId("app", "c-" + number),
                number * 86_400L,
                12,
                null,
                null,
                comfortable,
                null,
                null,
                null,
                null,
                List.of(measured),
                null);
    }

    private static List<CheckDone> comfortable(String measure, double... values) {
        var checks = new ArrayList<CheckDone>();
        for (int i = 0; i < values.length; i++) {
            checks.add(check(i, true, new CheckDone.Measured(measure, values[i])));
        }
        return checks;
    }

    private static PersonalBands.InUse used(List<CheckDone> checks, String measure) {
        return Objects.requireNonNull(PersonalBands.of(checks).inUse().get(measure));
    }

    @Test
    void four_captures_leave_the_default_and_five_replace_it() {
        var five = comfortable("cva", 44, 45, 46, 45, 45);

        var before = used(five.subList(0, 4), "cva");
        var after = used(five, "cva");

        assertThat(before.isPersonal()).isFalse();
        assertThat(before.captures()).isEqualTo(4);
        assertThat(before.band()).isEqualTo(Posture.Bands.DEFAULT.frontBack().get("cva"));
        assertThat(after.isPersonal()).isTrue();
        // median 45, MAD 0: what is not noise, 3.84, is the half-width
        assertThat(after.band().low()).isCloseTo(41.16, within(1e-9));
        assertThat(after.band().high()).isCloseTo(48.84, within(1e-9));
        assertThat(after.band().k()).isEqualTo(4);
    }

    @Test
    void five_captures_of_one_minute_are_one_and_leave_the_default() {
        var five = new ArrayList<CheckDone>();
        for (var each : comfortable("cva", 44, 45, 46, 45, 45)) {
            five.add(new CheckDone(
                    each.id(), five.size() * 10L, 12, null, null, true, null, null, null, null, each.measured(), null));
        }

        assertThat(used(five, "cva").captures()).isEqualTo(1);
        assertThat(used(five, "cva").isPersonal()).isFalse();
    }

    @Test
    void one_and_a_half_times_the_median_deviation_widens_it() {
        // median 50, deviations 8 4 0 4 8: MAD 4, so 6 on each side
        var wide = used(comfortable("cva", 42, 46, 50, 54, 58), "cva").band();
        // median 5, MAD 0.1: 0.83 is more than 0.15
        var narrow = used(comfortable("acromionWall", 4.9, 5, 5.1, 5, 5.2, 4.9), "acromionWall")
                .band();

        assertThat(wide.low()).isCloseTo(44, within(1e-9));
        assertThat(wide.high()).isCloseTo(56, within(1e-9));
        assertThat(narrow.high() - narrow.low()).isCloseTo(2 * 0.83, within(1e-9));
        assertThat(narrow.sign()).isEqualTo(-1);
    }

    @Test
    void only_what_was_said_to_be_comfortable_counts() {
        var checks = new ArrayList<>(comfortable("kyphosis", 40, 41, 42, 43));
        checks.add(check(10, false, new CheckDone.Measured("kyphosis", 80)));
        checks.add(check(11, null, new CheckDone.Measured("kyphosis", 80)));

        assertThat(used(checks, "kyphosis").captures()).isEqualTo(4);
        assertThat(PersonalBands.of(checks).hasPersonal()).isFalse();
        assertThat(PersonalBands.of(checks).bands()).isEqualTo(Posture.Bands.DEFAULT);
    }

    @Test
    void left_and_right_of_one_check_are_one_capture_and_the_angle_from_the_other_side_is_converted() {
        var checks = new ArrayList<>(comfortable("cva", 50, 50, 50));
        checks.add(check(10, true, new CheckDone.Measured("cva", 48), new CheckDone.Measured("cva", 52)));
        checks.add(check(11, true, new CheckDone.Measured("c7Tragus", 130)));

        var used = used(checks, "cva");
        assertThat(used.captures()).isEqualTo(5);
        assertThat((used.band().low() + used.band().high()) / 2).isCloseTo(50, within(1e-9));
    }

    @Test
    void every_measure_with_a_band_is_told() {
        assertThat(PersonalBands.of(List.of()).inUse().keySet())
                .containsExactly("acromionWall", "cva", "headTilt", "kyphosis", "shoulderTilt");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_of_captures_does_not_matter_and_one_wild_one_hardly_does(long seed) {
        // Given
        var random = new Random(seed);
        double[] values = random.doubles(9, 46, 50).toArray();
        var checks = comfortable("cva", values);
        var shuffled = new ArrayList<>(checks);
        Collections.shuffle(shuffled, random);

        // When
        var band = used(checks, "cva").band();
        var wild = Arrays.copyOf(values, values.length + 1);
        wild[values.length] = 80;

        // Then
        assertThat(used(shuffled, "cva").band()).isEqualTo(band);
        assertThat(used(comfortable("cva", wild), "cva").band().high()).isLessThan(band.high() + 4);
    }
}
