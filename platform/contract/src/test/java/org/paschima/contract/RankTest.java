package org.paschima.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RankTest {

    static LongStream seeds() {
        return GivenSeeds.first(20);
    }

    @Test
    void the_higher_version_wins_even_against_a_deletion() {
        assertThat(new Rank(2, false, "0").beats(new Rank(1, true, "f"))).isTrue();
        assertThat(new Rank(1, true, "f").beats(new Rank(2, false, "0"))).isFalse();
    }

    @Test
    void a_version_is_a_count_or_milliseconds_no_more_than_a_day_ahead() {
        var now = Instant.parse("2026-03-02T10:00:00Z");

        assertThat(Rank.mostAt(now))
                .isEqualTo(Instant.parse("2026-03-03T10:00:00Z").toEpochMilli());
        assertThat(Rank.mostAt(Instant.EPOCH)).isEqualTo(999_999_999_999L);
        assertThat(Rank.ruleAt(now)).contains("at most " + Rank.mostAt(now));
    }

    @Test
    void of_equal_versions_a_deletion_wins_whatever_the_digests() {
        assertThat(new Rank(7, true, "0").beats(new Rank(7, false, "f"))).isTrue();
        assertThat(new Rank(7, false, "f").beats(new Rank(7, true, "0"))).isFalse();
    }

    @Test
    void of_equal_versions_with_different_contents_the_greater_digest_wins() {
        assertThat(new Rank(7, false, "b").beats(new Rank(7, false, "a"))).isTrue();
        assertThat(new Rank(7, false, "a").beats(new Rank(7, false, "b"))).isFalse();
    }

    @Test
    void the_same_write_again_beats_nothing() {
        assertThat(new Rank(7, false, "a").beats(new Rank(7, false, "a"))).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void it_is_a_total_order(long seed) {
        var ranks = ranks(new Random(seed), 12);
        for (var a : ranks) {
            for (var b : ranks) {
                assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
                assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
                assertThat(a.equals(b) || a.beats(b) || b.beats(a)).isTrue();
                for (var c : ranks) {
                    if (a.beats(b) && b.beats(c)) {
                        assertThat(a.beats(c)).isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_reader_keeps_the_same_winner_whatever_order_writes_arrive_in(long seed) {
        var random = new Random(seed);
        var arrived = new ArrayList<>(ranks(random, 20));
        var winner = winner(arrived);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(arrived, random);
            assertThat(winner(arrived)).isEqualTo(winner);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 9_007_199_254_740_992L, Long.MIN_VALUE, Long.MAX_VALUE})
    void a_version_that_not_every_json_reader_keeps_cannot_be(long version) {
        assertThatThrownBy(() -> new Rank(version, false, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version");
    }

    private static Rank winner(List<Rank> arrived) {
        var kept = arrived.getFirst();
        for (var next : arrived) {
            if (next.beats(kept)) {
                kept = next;
            }
        }
        return kept;
    }

    /** Few versions and digests, so that ties are common. */
    private static List<Rank> ranks(Random random, int count) {
        var ranks = new ArrayList<Rank>();
        for (int i = 0; i < count; i++) {
            long version = random.nextInt(10) == 0 ? Rank.MAX_VERSION : random.nextInt(3);
            ranks.add(new Rank(version, random.nextBoolean(), Integer.toHexString(random.nextInt(4))));
        }
        return ranks;
    }
}
