package org.paschima.insight.domain.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/** No cell below the floor is shown, nor follows from what is. */
class BandsTest {

    private static Map<String, Double> means(int... counts) {
        var means = new HashMap<String, Double>();
        for (int band = 0; band < counts.length; band++) {
            for (int i = 0; i < counts[band]; i++) {
                means.put(band + "-" + i, 2.0 * band + 1);
            }
        }
        return means;
    }

    private static Set<Integer> hidden(int... counts) {
        var means = means(counts);
        return Bands.hidden(List.of(new TreeSet<>(means.keySet())), means, MinimumGroupSize.STANDARD);
    }

    @ParameterizedTest
    @CsvSource({
        "'5,5,5,5,5', ''",
        "'8,8,8,8,4', '0 4'",
        "'8,8,8,3,3', '3 4'",
        "'8,8,8,2,2', '0 3 4'",
        "'0,12,10,6,0', '0 3 4'",
        "'0,0,25,0,0', '0 1 2 3 4'",
        "'0,20,20,0,0', '0 1 3 4'"
    })
    void small_cells_are_hidden_and_others_so_that_they_do_not_follow(String counts, String expected) {
        var found = hidden(java.util.Arrays.stream(counts.split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray());
        assertThat(found.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    static java.util.stream.LongStream seeds() {
        return Seeds.first(25);
    }

    /** Who knows the rule, and what it shows, still cannot tell any hidden cell. */
    @ParameterizedTest
    @MethodSource("seeds")
    void no_hidden_cell_is_the_only_one_that_would_show_this(long seed) {
        var random = new Random(seed);
        int total = 20 + random.nextInt(3);
        var truth = new int[5];
        for (int i = 0; i < total; i++) {
            truth[Math.clamp(Math.round(2 + random.nextGaussian()), 0, 4)]++;
        }
        var shown = shown(truth);
        var possible = new ArrayList<Set<Integer>>();
        IntStream.range(0, 5).forEach(_ -> possible.add(new HashSet<>()));
        for (int a = 0; a <= total; a++) {
            for (int b = 0; a + b <= total; b++) {
                for (int c = 0; a + b + c <= total; c++) {
                    for (int d = 0; a + b + c + d <= total; d++) {
                        var world = new int[] {a, b, c, d, total - a - b - c - d};
                        if (mayShow(world, shown) && shown(world).equals(shown)) {
                            IntStream.range(0, 5)
                                    .forEach(band -> possible.get(band).add(world[band]));
                        }
                    }
                }
            }
        }
        for (int band = 0; band < 5; band++) {
            if (shown.get(band) == null) {
                assertThat(possible.get(band))
                        .as("band " + band + " of " + shown)
                        .hasSizeGreaterThan(1);
            }
        }
    }

    private static boolean mayShow(int[] world, List<@Nullable Integer> shown) {
        for (int band = 0; band < world.length; band++) {
            var count = shown.get(band);
            if (count != null && count != world[band]) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Integer> shown(int[] counts) {
        var hidden = hidden(counts);
        var shown = new ArrayList<@Nullable Integer>();
        for (int band = 0; band < counts.length; band++) {
            shown.add(hidden.contains(band) ? null : counts[band]);
        }
        return shown;
    }
}
