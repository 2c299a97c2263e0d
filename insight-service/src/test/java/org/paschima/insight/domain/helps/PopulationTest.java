package org.paschima.insight.domain.helps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.testkit.Seeds;

class PopulationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> PRACTICES = List.of("back-body-breath", "tadasana", "savasana");

    static LongStream seeds() {
        return Seeds.first(5);
    }

    private static PopulationSums of(Random random, int members, double... effects) {
        var sums = PopulationSums.NONE;
        for (int i = 0; i < members; i++) {
            sums = sums.plus(PopulationSums.ofMember(
                    HelpsFixture.member(random, 40, 4, PRACTICES, effects).days()));
        }
        return sums;
    }

    /** Who tried breath twice, without luck, and tadasana twice. */
    private static HelpsFixture newcomer() {
        return new HelpsFixture()
                .practised("2026-03-01T09:00", "back-body-breath", 5, 5)
                .practised("2026-03-02T09:00", "back-body-breath", 5, 6)
                .practised("2026-03-03T09:00", "tadasana", 5, 4)
                .practised("2026-03-04T09:00", "tadasana", 5, 5);
    }

    private static Helps helps(HelpsFixture history, PopulationSums sums) {
        return Helps.of(
                Pairs.of(history.days(), PrimaryRegions.ALL),
                Credit.PRACTICE,
                Optional.empty(),
                Optional.of(new Population(sums, NOW)));
    }

    private static Helps.Item item(Helps helps, String id) {
        return helps.items().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_newcomer_is_drawn_to_what_the_practice_did_for_many(long seed) {
        var sums = of(new Random(seed), 60, -2, 0, 0);

        var helps = helps(newcomer(), sums);

        assertThat(helps.isFromPopulation()).isTrue();
        var breath = item(helps, "back-body-breath");
        assertThat(breath.adjusted()).isPositive();
        assertThat(breath.shrunk()).isLessThan(-1);
        assertThat(item(helps, "tadasana").shrunk()).isGreaterThan(-0.8);
        assertThat(helps.items()).extracting(Helps.Item::words).containsOnly(Words.NOT_ENOUGH_YET);
    }

    @Test
    void who_has_pairs_enough_is_judged_by_them_alone() {
        var random = new Random(Seeds.one(4));
        var sums = of(random, 30, -2, 0, 0);
        var member = HelpsFixture.member(random, 60, 3, PRACTICES, 0, -1, 0);
        var pairs = Pairs.of(member.days(), PrimaryRegions.ALL);

        assertThat(pairs.practised()).hasSizeGreaterThanOrEqualTo(Evidence.ENOUGH_PAIRS);
        assertThat(helps(member, sums)).isEqualTo(Helps.of(pairs, Credit.PRACTICE, Optional.empty(), Optional.empty()));
    }

    @Test
    void of_too_few_members_nothing_is_used() {
        var sums = of(new Random(Seeds.one(5)), Population.LEAST_MEMBERS - 1, -2, 0, 0);

        assertThat(helps(newcomer(), sums).isFromPopulation()).isFalse();
    }

    @Test
    void a_member_taken_out_was_never_in() {
        var random = new Random(Seeds.one(6));
        var others = of(random, 25, -1, 0, 0);
        var one = of(random, 1, -1, 0, 0);

        var without = others.plus(one).minus(one);

        assertThat(without.members()).isEqualTo(others.members());
        assertThat(without.sums().keySet()).isEqualTo(others.sums().keySet());
        without.sums().forEach((of, sums) -> {
            var expected = others.sums().getOrDefault(of, PopulationSums.Sums.NONE);
            assertThat(sums.pairs()).isEqualTo(expected.pairs());
            assertThat(sums.change()).isCloseTo(expected.change(), within(1e-9));
            assertThat(sums.between()).isCloseTo(expected.between(), within(1e-9));
        });
    }

    @Test
    void the_spread_between_members_is_found() {
        // Given: 200 members whose true effects have a variance of 1, with 10 pairs each of variance 1.69
        var random = new Random(Seeds.one(7));
        var sums = PopulationSums.Sums.NONE;
        for (int i = 0; i < 200; i++) {
            double effect = -1 + random.nextGaussian();
            double change = 0;
            double squared = 0;
            for (int pair = 0; pair < 10; pair++) {
                double each = effect + 1.3 * random.nextGaussian();
                change += each;
                squared += each * each;
            }
            sums = sums.plus(new PopulationSums.Sums(1, 10, change, squared, change * change / 10, 100));
        }
        var population = new Population(
                new PopulationSums(
                        200,
                        new java.util.TreeMap<>(java.util.Map.of(
                                new PopulationSums.Of(Credit.PRACTICE, new Unit("tadasana", null)), sums)),
                        PopulationSums.Compared.NONE),
                NOW);

        var prior = population.prior(Credit.PRACTICE, false).orElseThrow();

        assertThat(prior.tauSquared()).isBetween(0.75, 1.3);
        var centre = prior.centres().apply(new Unit("tadasana", null));
        assertThat(centre.mean()).isBetween(-1.3, -0.7);
        assertThat(centre.variance()).isBetween(0.004, 0.01);
    }
}
