package org.paschima.session.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;

class KeysUsedTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final MemberId MEMBER = new MemberId("studio-1", "m-1");

    private final KeysUsed keys = new KeysUsed(3);

    private boolean claim(String key, String digest, Instant now) {
        return keys.claim(MEMBER, new RecordId("app", key), digest, now);
    }

    @Test
    void of_many_at_once_with_different_contents_one_gets_the_key() {
        long won = IntStream.range(0, 64)
                .parallel()
                .filter(i -> claim("k", "digest-" + i, NOW))
                .count();

        assertThat(won).isEqualTo(1);
    }

    @Test
    void a_key_is_free_once_all_that_claimed_it_gave_it_back() {
        var id = new RecordId("app", "k");
        claim("k", "a", NOW);
        claim("k", "a", NOW);

        keys.giveBack(MEMBER, id);
        assertThat(claim("k", "b", NOW)).isFalse();
        keys.giveBack(MEMBER, id);
        assertThat(claim("k", "b", NOW)).isTrue();
    }

    @Test
    void what_the_log_has_is_not_given_back_by_a_later_failure() {
        var id = new RecordId("app", "k");
        claim("k", "a", NOW);
        keys.settle(MEMBER, id);
        claim("k", "a", NOW);
        keys.giveBack(MEMBER, id);

        assertThat(claim("k", "b", NOW)).isFalse();
    }

    @Test
    void no_more_keys_are_remembered_than_there_is_room_for_and_none_for_longer_than_a_day() {
        IntStream.range(0, 4).forEach(i -> claim("k-" + i, "a", NOW));
        assertThat(claim("k-1", "b", NOW)).isFalse();
        assertThat(claim("k-3", "b", NOW)).isFalse();
        assertThat(claim("k-0", "b", NOW)).isTrue(); // the oldest was forgotten

        var later = NOW.plus(Duration.ofHours(KeysUsed.HOURS)).plusNanos(1);
        assertThat(claim("k-3", "b", later)).isTrue();
    }
}
