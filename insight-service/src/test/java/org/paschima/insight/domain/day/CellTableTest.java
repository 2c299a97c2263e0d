package org.paschima.insight.domain.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Side;
import org.paschima.testkit.Seeds;

/** Tables of cells as a tree has them, with whatever came the day before. */
class CellTableTest {

    private static final List<CellKey> KEYS = keys();

    private static List<CellKey> keys() {
        var keys = new ArrayList<CellKey>();
        for (var region : List.of("neck", "chest", "upper-back", "jaw")) {
            for (var side : Side.values()) {
                keys.add(new CellKey(region, side));
            }
        }
        return keys;
    }

    static LongStream seeds() {
        return Seeds.first(50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tables_of_days_one_after_the_other_are_what_trees_of_them_are(long seed) {
        var random = new Random(seed);
        var layout = new CellLayout();
        var keys = new ArrayList<>(KEYS);
        for (int day = 0; day < 20; day++) {
            if (random.nextBoolean()) {
                Collections.shuffle(keys, random);
            }
            int count = random.nextInt(keys.size());
            var ratings = new DayRatings();
            var expected = new TreeMap<CellKey, TensionCell>();
            for (int i = 0; i < count; i++) {
                // now and then one of them twice, and one that is equal and not the same
                var key = random.nextInt(20) == 0 ? keys.getFirst() : keys.get(i);
                var told = random.nextInt(20) == 0 ? new CellKey(key.region(), key.side()) : key;
                var report = new Reported(random.nextInt(1_000), random.nextInt(24), random.nextInt(11));
                ratings.add(told, report);
                expected.merge(key, TensionCell.of(List.of(report)), TensionCell::plus);
            }

            var cells = ratings.cells(layout, new TreeMap<>());

            assertThat(cells).hasSameHashCodeAs(expected).isEqualTo(expected);
            assertThat(cells.keySet()).containsExactlyElementsOf(expected.keySet());
            assertThat(new ArrayList<>(cells.values())).isEqualTo(new ArrayList<>(expected.values()));
            for (var key : KEYS) {
                assertThat(cells.get(key)).isEqualTo(expected.get(key));
                assertThat(cells.containsKey(key)).isEqualTo(expected.containsKey(key));
                assertThat(cells.headMap(key)).isEqualTo(expected.headMap(key));
                assertThat(cells.tailMap(key)).isEqualTo(expected.tailMap(key));
                if (key.compareTo(KEYS.getFirst()) >= 0) {
                    assertThat(cells.subMap(KEYS.getFirst(), key)).isEqualTo(expected.subMap(KEYS.getFirst(), key));
                }
            }
            var seen = new ArrayList<CellKey>();
            cells.forEach((key, _) -> seen.add(key));
            assertThat(seen).containsExactlyElementsOf(expected.keySet());
            if (expected.isEmpty()) {
                assertThatThrownBy(() -> cells.firstKey()).isInstanceOf(NoSuchElementException.class);
            } else {
                assertThat(cells.firstKey()).isEqualTo(expected.firstKey());
                assertThat(cells.lastKey()).isEqualTo(expected.lastKey());
            }
        }
    }
}
