package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.deleted;
import static org.paschima.notify.domain.MemberFixture.felt;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.Rank;
import org.paschima.notify.domain.RememberedRecord.What.Practised;
import org.paschima.testkit.Seeds;

class RanksTest {

    private static final String MEMBER = "studio/m-1";
    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration MATTERS = Duration.ofDays(2);

    /** What is stored between batches. */
    private final Map<String, Rank> stored = new HashMap<>();

    private MemberState state = MemberState.UNKNOWN;
    private long offset;

    /** A batch: its ranks begin with what is stored, and are stored after it. */
    private void fold(List<Fact> batch, Instant now) {
        var ranks = new Ranks(stored);
        for (var fact : batch) {
            state = Evolution.evolve(
                            MEMBER, state, fact, new FactPosition(new LogPosition(0, offset++), now), now, ranks)
                    .state();
        }
        stored.putAll(ranks.risen());
    }

    private Map<String, Instant> practices(Instant since) {
        var practices = new TreeMap<String, Instant>();
        state.records().byId().forEach((record, each) -> {
            if (each.what() instanceof Practised && !each.at().isBefore(since)) {
                practices.put(record, each.at());
            }
        });
        return practices;
    }

    @Test
    void a_practice_that_was_moved_a_week_back_does_not_return_with_its_first_version() {
        var today = practised("p", 1, BEGIN, Duration.ofMinutes(9));
        var moved = practised("p", 2, BEGIN.minus(Duration.ofDays(7)), Duration.ofMinutes(9));

        fold(List.of(today), BEGIN);
        fold(List.of(moved), BEGIN);
        fold(List.of(today), BEGIN);

        assertThat(practices(BEGIN.minus(MATTERS))).isEmpty();
    }

    @Test
    void a_version_of_a_kind_that_does_not_matter_is_remembered_too() {
        fold(List.of(deleted("p", 3, BEGIN.minus(Duration.ofDays(400)))), BEGIN);
        for (int i = 0; i < 300; i++) {
            fold(List.of(deleted("other" + i, 1, BEGIN)), BEGIN);
        }

        fold(List.of(practised("p", 1, BEGIN, Duration.ofMinutes(9))), BEGIN);

        assertThat(practices(BEGIN.minus(MATTERS))).isEmpty();
    }

    @Test
    void a_rank_that_only_a_state_of_before_remembers_still_counts() {
        fold(List.of(practised("p", 5, BEGIN, Duration.ofMinutes(9))), BEGIN);
        stored.clear();

        fold(List.of(deleted("p", 4, BEGIN)), BEGIN);

        assertThat(practices(BEGIN.minus(MATTERS))).containsKey("app:p");
        assertThat(stored.values()).extracting(Rank::version).containsExactly(5L);
    }

    static LongStream seeds() {
        return Seeds.first(300);
    }

    /** The judge looks at all facts at once, and takes of each record the one with the highest version and digest. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void surviving_practices_are_those_of_the_winners_for_any_order_repetition_and_age(long seed) {
        var random = new Random(seed);
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < 80; i++) {
            var id = "r" + random.nextInt(14);
            long version = random.nextInt(6);
            var at = BEGIN.plus(Duration.ofMinutes(random.nextInt(-30 * 24 * 60, 20 * 24 * 60)));
            facts.add(
                    switch (random.nextInt(6)) {
                        case 0, 1, 2 -> practised(id, version, at, Duration.ofMinutes(random.nextInt(1, 90)));
                        case 3 -> deleted(id, version, at);
                        case 4 -> felt(id, version, random.nextInt(-3, 4), at);
                        default -> symptom(id, version, "headache", at);
                    });
        }
        var sent = new ArrayList<Fact>();
        for (var fact : facts) {
            sent.addAll(Collections.nCopies(random.nextInt(1, 4), fact));
        }
        Collections.shuffle(sent, random);

        var now = BEGIN;
        for (int next = 0; next < sent.size(); ) {
            int size = Math.min(random.nextInt(1, 12), sent.size() - next);
            fold(sent.subList(next, next + size), now);
            next += size;
            now = now.plus(Duration.ofMinutes(random.nextInt(12 * 60)));
        }

        var since = now.minus(MATTERS);
        assertThat(practices(since)).isEqualTo(judged(facts, since));
    }

    private static Map<String, Instant> judged(List<Fact> facts, Instant since) {
        var winners = new HashMap<String, Fact.OfRecord>();
        for (var fact : facts) {
            var version = (Fact.OfRecord) fact;
            winners.merge(
                    version.id().id(), version, (one, other) -> order(one).compareTo(order(other)) > 0 ? one : other);
        }
        var practices = new TreeMap<String, Instant>();
        winners.forEach((record, winner) -> {
            if (winner instanceof Fact.Recorded(Practice practice, var _)) {
                var start = practice.head().at().toInstant();
                if (!start.isBefore(since)) {
                    practices.put(record, start);
                }
            }
        });
        return practices;
    }

    /** The order of api §2 as a text: version, then a deletion over the rest, then the digest. */
    private static String order(Fact.OfRecord version) {
        return "%05d %b %s"
                .formatted(
                        version.rank().version(),
                        version.rank().deleted(),
                        version.rank().digest());
    }
}
