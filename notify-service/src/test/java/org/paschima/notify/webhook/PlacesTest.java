package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One opaque cursor over all partitions. */
class PlacesTest {

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_cursor_reads_back_to_the_places_it_was_made_of(long seed) {
        var random = new Random(seed);
        var next = new HashMap<Integer, Long>();
        for (int partition = 0; partition < random.nextInt(100); partition++) {
            next.put(partition, random.nextLong(1L << 50));
        }

        assertThat(Places.parse(new Places(next).text())).contains(new Places(next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,", "1,0", "1,0:", "1,0:-1", "2,0:1", "1,0:1,", "1,0:9999999999999999999", "x"})
    void a_forged_cursor_is_none(String plain) {
        var forged = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThat(Places.parse(forged)).isEmpty();
        assertThat(Places.parse("!" + plain)).isEmpty();
        assertThat(new Places(Map.of()).of(3)).isZero();
    }
}
