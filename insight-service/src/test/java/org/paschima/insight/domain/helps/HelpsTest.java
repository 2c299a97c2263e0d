package org.paschima.insight.domain.helps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Moment;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.helps.Helps.Withheld;
import org.paschima.testkit.Seeds;

class HelpsTest {

    private static final List<String> PRACTICES =
            List.of("back-body-breath", "tadasana", "parsvottanasana", "bhujangasana");

    static LongStream seeds() {
        return Seeds.first(20);
    }

    private static Helps helps(SortedMap<LocalDate, DayCells> days) {
        return helps(days, Optional.empty());
    }

    private static Helps helps(SortedMap<LocalDate, DayCells> days, Optional<Moment> moment) {
        return Helps.of(Pairs.of(days, PrimaryRegions.ALL), Credit.PRACTICE, moment, Optional.empty());
    }

    // --- words

    @ParameterizedTest(name = "{0} pairs on {1} days, a drop {2}, best {3}: {4}")
    @CsvSource({
        "4, 4, true, 0.99, NOT_ENOUGH_YET",
        "12, 4, true, 0.99, NOT_ENOUGH_YET",
        "5, 5, true, 0.99, EARLY_SIGN",
        "9, 9, true, 0.99, EARLY_SIGN",
        "10, 9, true, 0.8, LARGEST_DROP_SO_FAR",
        "10, 9, false, 0.99, EARLY_SIGN",
        "10, 9, true, 0.79, EARLY_SIGN",
        "40, 30, true, , EARLY_SIGN"
    })
    void words_by_what_is_known(int pairs, int days, boolean isDrop, Double best, Words words) {
        assertThat(Words.of(pairs, days, isDrop, best)).isEqualTo(words);
    }

    @Test
    void without_any_pair_there_is_nothing_to_say_and_nothing_is_zero() {
        var nothing = helps(new HelpsFixture().days());

        assertThat(nothing.items()).isEmpty();
        assertThat(nothing.tauSquared()).isNull();
        assertThat(nothing.missingPostShare()).isNull();
        assertThat(nothing.reference()).isEmpty();
        assertThat(nothing.withheld()).contains(Withheld.NOT_ENOUGH_DATA);
    }

    @Test
    void the_one_that_clearly_lowers_tension_most_is_said_so_and_the_others_are_not() {
        // Given: breath lowers by 3, the others by nothing
        var history = new HelpsFixture();
        for (int day = 1; day <= 28; day++) {
            var date = String.format("2026-02-%02dT", day);
            history.practised(date + "09:00", day % 2 == 0 ? "tadasana" : "savasana", 5, 5 - day % 2)
                    .practised(date + "17:00", "back-body-breath", 5, 2 + day % 2)
                    .report(date + "20:00", 4 + day % 3)
                    .report(date + "21:00", 4 + (day + 1) % 3);
        }

        // When
        var helps = helps(history.days());

        // Then
        assertThat(helps.withheld()).isEmpty();
        assertThat(helps.items().getFirst().id()).isEqualTo("back-body-breath");
        assertThat(helps.items())
                .extracting(Helps.Item::words)
                .containsExactly(Words.LARGEST_DROP_SO_FAR, Words.EARLY_SIGN, Words.EARLY_SIGN);
        assertThat(helps.items().getFirst().circumstances().hourBlocks()).containsExactly(0, 0, 0, 0, 28, 0);
    }

    @Test
    void two_bad_experiences_are_unknown_not_harm() {
        // Given
        var history = new HelpsFixture();
        for (int day = 1; day <= 28; day++) {
            var date = String.format("2026-02-%02dT", day);
            history.practised(date + "09:00", day % 2 == 0 ? "tadasana" : "back-body-breath", 5, 2 + day % 3);
        }
        history.practised("2026-02-01T17:00", "dhanurasana", 5, 6).practised("2026-02-02T17:00", "dhanurasana", 5, 5);

        // When
        var bow = helps(history.days()).items().stream()
                .filter(item -> item.id().equals("dhanurasana"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(bow.raw()).isPositive();
        assertThat(bow.shrunk()).isLessThan(bow.adjusted());
        assertThat(bow.words()).isEqualTo(Words.NOT_ENOUGH_YET);
    }

    @Test
    void what_was_not_rated_after_practice_may_have_been_worse_and_never_better() {
        // Given: the same ratings, those of the evening of a session that was not rated after
        var complete = new HelpsFixture();
        var skipping = new HelpsFixture();
        for (int day = 1; day <= 28; day++) {
            var date = String.format("2026-02-%02dT", day);
            var practice = day % 2 == 0 ? "tadasana" : "back-body-breath";
            for (var history : List.of(complete, skipping)) {
                history.practised(date + "09:00", practice, 5, 2 + day % 3);
            }
            complete.report(date + "17:00", 5);
            skipping.practised(date + "17:00", practice, 5, null);
        }

        // When
        var all = helps(complete.days());
        var some = helps(skipping.days());

        // Then
        assertThat(all.missingPostShare()).isZero();
        assertThat(some.missingPostShare()).isEqualTo(0.5);
        for (int i = 0; i < 2; i++) {
            var one = all.items().get(i);
            var other = some.items().get(i);
            assertThat(one.high() - one.shrunk()).isEqualTo(one.shrunk() - one.low(), within(1e-12));
            assertThat(other.shrunk() - other.low()).isEqualTo(one.shrunk() - one.low(), within(1e-12));
            assertThat(other.high() - other.shrunk()).isGreaterThan(one.high() - one.shrunk() + 0.05);
        }
    }

    // --- invariants (domain.md §6.4)

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_shrunken_mean_lies_between_its_own_and_the_centre(long seed) {
        var random = new Random(seed);
        var measured = new ArrayList<Shrinkage.Measured<Integer>>();
        for (int i = 0; i < 2 + random.nextInt(8); i++) {
            measured.add(new Shrinkage.Measured<>(i, 1 + random.nextInt(40), -.5 + random.nextGaussian()));
        }
        var shrinkage = Shrinkage.amongThemselves(measured, 0.3 + random.nextDouble() * 2);

        for (int i = 0; i < measured.size(); i++) {
            double own = measured.get(i).mean();
            assertThat(shrinkage.shrunk().get(i).mean())
                    .isBetween(Math.min(own, shrinkage.mean()) - 1e-12, Math.max(own, shrinkage.mean()) + 1e-12);
        }
        double best = shrinkage.shrunk().stream()
                .mapToDouble(each -> Ranking.isBest(each, shrinkage.shrunk()))
                .sum();
        assertThat(best).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void that_the_spread_is_an_estimate_makes_intervals_wider_never_other_means(long seed) {
        var random = new Random(seed);
        var measured = new ArrayList<Shrinkage.Measured<Integer>>();
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            measured.add(new Shrinkage.Measured<>(i, 1 + random.nextInt(40), -.5 + random.nextGaussian() / 2));
        }
        var shrunk = Shrinkage.amongThemselves(measured, 1.3).shrunk();

        var unsure = UnsureSpread.of(measured, 1.3, shrunk);

        for (int i = 0; i < shrunk.size(); i++) {
            double own = 1.3 * 1.3 / measured.get(i).n();
            assertThat(unsure.get(i).mean()).isEqualTo(shrunk.get(i).mean());
            assertThat(unsure.get(i).variance())
                    .isGreaterThanOrEqualTo(shrunk.get(i).variance());
            assertThat(unsure.get(i).variance()).as("of many pairs").isLessThan(3 * own + 0.5);
        }
    }

    @Test
    void with_fewer_comparison_pairs_what_is_expected_is_less_sure() {
        // Given: the same practice, with and without days on which only reports were given
        var alone = new HelpsFixture();
        var compared = new HelpsFixture();
        for (int day = 1; day <= 28; day++) {
            var date = String.format("2026-02-%02dT", day);
            for (var history : List.of(alone, compared)) {
                history.practised(date + "09:00", day % 2 == 0 ? "tadasana" : "savasana", 5, 4 - day % 2);
            }
            alone.report(date + "20:00", 4 + day % 3);
            compared.report(date + "20:00", 4 + day % 3).report(date + "21:00", 4 + day % 3);
        }

        // When
        var unsure = helps(alone.days()).items().getFirst();
        var sure = helps(compared.days()).items().getFirst();

        // Then
        assertThat(sure.high() - sure.low()).isLessThan(unsure.high() - unsure.low());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void where_chance_explains_all_everything_is_equal_and_no_ranking_shown(long seed) {
        var helps = helps(HelpsFixture.member(new Random(seed), 60, 4, PRACTICES, 0, 0, 0, 0)
                .days());
        boolean isAllChance = Objects.requireNonNull(helps.tauSquared()) == 0;
        if (isAllChance) {
            assertThat(helps.withheld()).isPresent();
            assertThat(helps.items())
                    .allSatisfy(item -> assertThat(item.shrunk())
                            .isEqualTo(helps.items().getFirst().shrunk(), within(1e-12)));
        }
        if (helps.withheld().isPresent()) {
            assertThat(helps.items()).extracting(Helps.Item::id).isSorted();
            assertThat(helps.items()).allSatisfy(item -> {
                assertThat(item.probabilityBest()).isNull();
                assertThat(item.words()).isNotEqualTo(Words.LARGEST_DROP_SO_FAR);
            });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_of_the_records_does_not_matter(long seed) {
        var random = new Random(seed);
        var history = HelpsFixture.member(random, 40, 4, PRACTICES, -1, -.5, 0, .5);

        assertThat(helps(history.shuffledDays(random))).isEqualTo(helps(history.days()));
        assertThat(helps(history.shuffledDays(random), Optional.of(Moment.STRESS)))
                .isEqualTo(helps(history.days(), Optional.of(Moment.STRESS)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_deleted_record_was_never_sent(long seed) {
        var history = HelpsFixture.member(new Random(seed), 40, 4, PRACTICES, -1, -.5, 0, .5);
        var before = helps(history.days());

        history.practised("2026-01-05T12:00", "savasana", 9, 0);

        assertThat(helps(history.days())).isNotEqualTo(before);
        assertThat(helps(history.daysWithoutLast())).isEqualTo(before);
    }

    @Test
    void the_other_moments_lend_strength() {
        // Given: much practised as routine, rarely in stress
        var history = new HelpsFixture();
        for (int day = 1; day <= 28; day++) {
            var at = HelpsFixture.at(String.format("2026-02-%02dT09:00", day));
            history.practised(at, 10, "back-body-breath", Moment.ROUTINE, 5, 2 + day % 2)
                    .practised(at.plusSeconds(8 * 3600), 10, "tadasana", Moment.ROUTINE, 5, 4 + day % 2);
            if (day % 9 == 0) {
                history.practised(at.plusSeconds(4 * 3600), 10, "back-body-breath", Moment.STRESS, 5, 5);
            }
        }

        // When
        var any = helps(history.days());
        var stress = helps(history.days(), Optional.of(Moment.STRESS));

        // Then
        assertThat(any.items()).hasSize(2);
        assertThat(stress.items()).hasSize(1);
        var breath = stress.items().getFirst();
        assertThat(breath.pairs()).isEqualTo(3);
        assertThat(breath.shrunk()).isLessThan(breath.adjusted());
        assertThat(stress.withheld()).contains(Withheld.NOT_ENOUGH_DATA);
    }
}
