package org.paschima.insight.domain.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/**
 * domain.md §5.5: nothing about fewer than k members follows from what is answered. Searched for among pairs and triples
 * of all answers that studios, in which much happens, give over time; and found at once where the rule is left out.
 */
class DifferencingSearchTest {

    private static final int TIMES = 8;

    private record Found(Optional<String> what, Set<Releaser.Answer> heard) {}

    private static Found search(long seed, Supplier<Releaser> releaser) {
        var random = new Random(seed);
        var studio = new StudioOverTime(random);
        var asked = releaser.get();
        var adversary = new Adversary();
        for (int time = 0; time < TIMES; time++) {
            for (var group : studio.groups()) {
                asked.ask(group, studio.sharing(), studio.means()).ifPresent(adversary::hears);
            }
            studio.goOn();
        }
        return new Found(adversary.finds(), adversary.heard());
    }

    static java.util.stream.LongStream seeds() {
        return Seeds.first(80);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_two_or_three_answers_tell_of_fewer_than_k(long seed) {
        assertThat(search(seed, Releaser::careful).what()).isEmpty();
    }

    @Test
    void without_the_rule_the_search_finds_it() {
        int seeds = 30;
        int naive = 0;
        int frozen = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            naive += search(seed, Releaser::naive).what().isPresent() ? 1 : 0;
            frozen += search(seed, Releaser::frozenOnly).what().isPresent() ? 1 : 0;
        }
        assertThat(naive).isGreaterThan(seeds * 8 / 10);
        assertThat(frozen).isGreaterThan(seeds * 8 / 10);
    }

    @Test
    void the_search_is_not_about_nothing() {
        int ofSeveralGroups = 0;
        int ofSeveralMoments = 0;
        int withBands = 0;
        for (long seed = 1; seed <= 50; seed++) {
            var heard = search(seed, Releaser::careful).heard();
            var moments = heard.stream().map(Releaser.Answer::moment).distinct().count();
            ofSeveralMoments += moments > 1 ? 1 : 0;
            ofSeveralGroups += heard.size() > moments + 1 ? 1 : 0;
            withBands += heard.stream()
                            .anyMatch(
                                    answer -> answer.numbers().bands().stream().anyMatch(count -> count != null))
                    ? 1
                    : 0;
        }
        assertThat(ofSeveralGroups).isGreaterThan(15);
        assertThat(ofSeveralMoments).isPositive();
        assertThat(withBands).isGreaterThan(25);
    }
}
