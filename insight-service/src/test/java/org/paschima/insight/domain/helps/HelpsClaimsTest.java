package org.paschima.insight.domain.helps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Language;
import org.paschima.contract.Moment;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.helps.Credit.Exclusion;
import org.paschima.insight.domain.helps.Reference.Basis;
import org.paschima.insight.wording.HelpsWords;
import org.paschima.testkit.Seeds;

/** What must not be said of a practice, however its numbers look: each rule by a history that used to mislead. */
class HelpsClaimsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    static LongStream seeds() {
        return Seeds.first(20);
    }

    private static Helps helps(HelpsFixture history) {
        return helps(history, Credit.PRACTICE, Optional.empty());
    }

    private static Helps helps(HelpsFixture history, Credit by, Optional<Population> population) {
        return Helps.of(Pairs.of(history.days(), PrimaryRegions.ALL), by, Optional.empty(), population);
    }

    private static Helps.Item item(Helps helps, String id) {
        return helps.items().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(Helps helps) {
        return helps.items().stream()
                .map(each -> HelpsWords.of(
                                Language.EN,
                                Credit.PRACTICE,
                                each,
                                helps.basis(),
                                java.time.LocalDate.EPOCH,
                                java.time.LocalDate.EPOCH)
                        .text())
                .toList();
    }

    private static Instant at(int day, double hour) {
        return LocalDate.of(2026, 1, 1)
                .plusDays(day)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plusSeconds(Math.round(hour * 3600));
    }

    /** Breath lowers by 3 on each of thirty days, and so often nothing was practised between two ratings. */
    private static HelpsFixture compared(int comparisons) {
        var history = new HelpsFixture();
        for (int day = 0; day < 30; day++) {
            history.practised(at(day, 9), 10, "back-body-breath", Moment.ROUTINE, 6, 3 + day % 2)
                    .practised(at(day, 17), 10, "savasana", Moment.ROUTINE, 6, 6 - day % 2);
            if (day < comparisons) {
                history.report(at(day, 12), HelpsFixture.neck(6 - day % 2))
                        .report(at(day, 13), HelpsFixture.neck(5 + day % 2));
            }
        }
        return history;
    }

    @Test
    void than_without_practice_is_said_only_with_ten_comparison_pairs_of_ones_own() {
        assertThat(helps(compared(9)).basis()).isEqualTo(Basis.NONE);
        assertThat(texts(helps(compared(9)))).noneMatch(text -> text.contains("same start"));
        assertThat(texts(helps(compared(9)))).anyMatch(text -> text.contains("followed by the largest drop"));
        assertThat(helps(compared(10)).basis()).isEqualTo(Basis.OWN);
        assertThat(texts(helps(compared(10)))).anyMatch(text -> text.contains("after the same start without practice"));
    }

    @Test
    void or_with_a_reference_from_the_population_and_a_level_of_ones_own() {
        // Given
        var random = new Random(Seeds.one(9));
        var sums = PopulationSums.NONE;
        for (int i = 0; i < 25; i++) {
            sums = sums.plus(
                    PopulationSums.ofMember(HelpsFixture.member(random, 40, 4, List.of("tadasana", "savasana"), -1, 0)
                            .days()));
        }
        var population = Optional.of(new Population(sums, NOW));

        // When
        var known = helps(compared(0), Credit.PRACTICE, population);
        var alone = helps(compared(0));

        // Then: many members' slope is one of noisy ratings, so it is below the prior of 0.8
        assertThat(known.basis()).isEqualTo(Basis.POPULATION);
        assertThat(known.usesPopulation()).isTrue();
        assertThat(known.reference().orElseThrow().rho())
                .isLessThan(alone.reference().orElseThrow().rho());
        assertThat(texts(known)).anyMatch(text -> text.contains("after the same start without practice"));
    }

    /** Whole numbers about a wave of ±2 with its peak at 17 h, without anything else. */
    private static int wave(double hour, Random random) {
        return (int) Math.round(5 + 2 * Math.cos(2 * Math.PI * (hour - 17) / 24) + random.nextDouble() - 0.5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_reference_knows_the_hour_of_day(long seed) {
        // Given: tension that falls every evening, and a practice in the evening that does nothing
        var random = new Random(seed);
        var history = new HelpsFixture();
        for (int day = 0; day < 60; day++) {
            double hour = 20 + 2 * random.nextDouble();
            history.practised(
                    at(day, hour), 60, "savasana", Moment.ROUTINE, wave(hour, random), wave(hour + 1, random));
            double other = 8 + 10 * random.nextDouble();
            history.report(at(day, other), HelpsFixture.neck(wave(other, random)))
                    .report(at(day, other + 1), HelpsFixture.neck(wave(other + 1, random)));
        }

        // When
        var helps = helps(history);

        // Then
        var evening = item(helps, "savasana");
        assertThat(evening.raw()).isLessThan(-0.3);
        assertThat(evening.adjusted()).isBetween(-0.25, 0.25);
        assertThat(evening.isLower()).isFalse();
    }

    @Test
    void the_relief_of_a_practice_just_before_is_not_credited_to_the_next() {
        // Given: breath lowers by 3; what follows within two hours sees tension still low, or rising again
        var history = new HelpsFixture();
        for (int day = 0; day < 30; day++) {
            history.practised(at(day, 9), 10, "back-body-breath", Moment.ROUTINE, 6, 3)
                    .practised(at(day, 9.5), 10, "tadasana", Moment.ROUTINE, 3, 3)
                    .practised(at(day, 12), 10, "savasana", Moment.ROUTINE, 6, 6);
        }

        // When
        var helps = helps(history);

        // Then
        assertThat(helps.items()).extracting(Helps.Item::id).containsExactlyInAnyOrder("back-body-breath", "savasana");
        assertThat(helps.excluded()).containsEntry(Exclusion.SOON_AFTER_ANOTHER, 30);
    }

    @Test
    void the_missing_share_is_the_practices_own() {
        // Given: breath always rated, tadasana rated after every other time
        var both = new HelpsFixture();
        for (int day = 0; day < 30; day++) {
            both.practised(at(day, 9), 10, "back-body-breath", Moment.ROUTINE, 6, 4 + day % 2)
                    .practised(
                            at(day, 17),
                            10,
                            "tadasana",
                            Moment.ROUTINE,
                            6,
                            day % 2 == 0 ? null : (Integer) (4 + day % 4 / 2));
        }

        // When
        var helps = helps(both);

        // Then
        assertThat(helps.missingPostShare()).isEqualTo(0.25);
        var breath = item(helps, "back-body-breath");
        var tadasana = item(helps, "tadasana");
        assertThat(breath.high() - breath.shrunk()).isEqualTo(breath.shrunk() - breath.low(), within(1e-9));
        assertThat(tadasana.high() - tadasana.shrunk()).isGreaterThan(tadasana.shrunk() - tadasana.low() + 0.1);
    }

    @Test
    void what_was_rated_only_where_it_eased_is_not_said_to_ease() {
        // Given: a practice that does nothing; it is done when tense, and rated after only if it fell
        var random = new Random(Seeds.one(12));
        var history = new HelpsFixture();
        for (int day = 0; day < 120; day++) {
            int before = Math.max(6, Math.round(5 + 1.5F * (float) random.nextGaussian()));
            int after = Math.round(5 + (float) random.nextGaussian());
            history.practised(
                    at(day, 9), 10, "tadasana", Moment.ROUTINE, before, after < before ? (Integer) after : null);
            history.report(at(day, 12), HelpsFixture.neck(Math.round(5 + (float) random.nextGaussian())))
                    .report(at(day, 13), HelpsFixture.neck(Math.round(5 + (float) random.nextGaussian())));
        }

        // When
        var tadasana = item(helps(history), "tadasana");

        // Then
        assertThat(tadasana.adjusted()).isLessThan(-0.5);
        assertThat(tadasana.isLower()).isFalse();
    }

    @Test
    void a_mean_that_did_not_fall_is_never_the_largest_drop() {
        // Given: tension that rises by 2 within half an hour, less after breath, which is no drop
        var history = new HelpsFixture();
        for (int day = 0; day < 40; day++) {
            history.practised(at(day, 9), 10, "back-body-breath", Moment.ROUTINE, 4, 4 + day % 2)
                    .practised(at(day, 6), 10, "savasana", Moment.ROUTINE, 4, 6 + day % 2)
                    .report(at(day, 13 + day % 8), HelpsFixture.neck(4))
                    .report(at(day, 13.5 + day % 8), HelpsFixture.neck(6 + day % 2));
        }

        // When
        var helps = helps(history);

        // Then
        var breath = item(helps, "back-body-breath");
        assertThat(breath.raw()).isGreaterThanOrEqualTo(0);
        assertThat(breath.isLower()).as("than without practice").isTrue();
        assertThat(helps.withheld()).isEmpty();
        assertThat(helps.items()).extracting(Helps.Item::words).doesNotContain(Words.LARGEST_DROP_SO_FAR);
    }

    @Test
    void one_practice_done_twice_among_many_is_not_the_best() {
        // Given
        var history = new HelpsFixture();
        for (int day = 0; day < 40; day++) {
            history.practised(at(day, 9), 10, "back-body-breath", Moment.ROUTINE, 6, 4 + day % 2)
                    .practised(at(day, 17), 10, "tadasana", Moment.ROUTINE, 6, 6 - day % 2);
        }
        history.practised(at(3, 13), 10, "dhanurasana", Moment.ROUTINE, 8, 0)
                .practised(at(4, 13), 10, "dhanurasana", Moment.ROUTINE, 8, 0);

        // When
        var helps = helps(history);

        // Then: the lowest mean of all, of which nothing is said
        assertThat(helps.withheld()).isEmpty();
        assertThat(item(helps, "dhanurasana").shrunk())
                .isLessThan(item(helps, "back-body-breath").shrunk());
        assertThat(item(helps, "dhanurasana").probabilityBest()).isNull();
        assertThat(helps.items().getFirst().id()).isEqualTo("back-body-breath");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void who_rates_another_place_before_another_practice_did_not_start_from_another_tension(long seed) {
        // Given: a neck at 7 and an upper back at 2, and two practices that do nothing, each rated by one of them
        var random = new Random(seed);
        var history = new HelpsFixture();
        for (int day = 0; day < 60; day++) {
            for (int hour : new int[] {9, 13, 17}) {
                boolean isNeck = hour == 9 || (hour == 13 && random.nextBoolean());
                var before = rated(isNeck, random);
                var after = rated(isNeck, random);
                if (hour == 13) {
                    history.report(at(day, hour), before).report(at(day, hour + 0.5), after);
                } else {
                    history.report(at(day, hour - 0.1), before)
                            .practised(at(day, hour), 10, isNeck ? "tadasana" : "savasana", Moment.ROUTINE, null, null)
                            .report(at(day, hour + 0.3), after);
                }
            }
        }

        // When
        var helps = helps(history);

        // Then
        assertThat(helps.items()).hasSize(2).allSatisfy(each -> {
            assertThat(each.pairs()).isEqualTo(60);
            assertThat(each.adjusted()).isBetween(-0.5, 0.5);
        });
    }

    private static Tension rated(boolean isNeck, Random random) {
        int value = (isNeck ? 7 : 2) + random.nextInt(3) - 1;
        return new Tension(isNeck ? "neck" : "upper-back", Side.BOTH, value);
    }
}
