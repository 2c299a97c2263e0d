package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.http.auth.Asker;

class FairTurnsTest {

    private static final Asker A1 = new Asker("a", "1");
    private static final Asker A2 = new Asker("a", "2");
    private static final Asker B1 = new Asker("b", "1");

    @Test
    void a_caller_has_at_most_a_quarter_of_what_the_others_leave() {
        var turns = new FairTurns(16, 0, "turns");

        assertThat(takenBy(A1, turns)).isEqualTo(4);
        assertThat(takenBy(B1, turns)).isEqualTo(3);
        assertThat(turns.tryTake(A1)).isEqualTo(FairTurns.Answer.SHARE_IS_TAKEN);
    }

    @Test
    void a_tenant_of_many_callers_leaves_a_quarter_to_the_others() {
        var turns = new FairTurns(16, 0, "turns");
        int taken = 0;
        for (int caller = 0; caller < 100; caller++) {
            taken += takenBy(new Asker("a", "" + caller), turns);
        }

        assertThat(taken).isEqualTo(12);
        assertThat(turns.tryTake(B1)).isEqualTo(FairTurns.Answer.TAKEN);
    }

    @Test
    void of_those_that_wait_the_one_that_has_least_is_next() {
        var turns = new FairTurns(1, 16, "turns");
        var begun = new ArrayList<String>();
        turns.ask(A1, () -> begun.add("a1"));
        turns.ask(A1, () -> begun.add("a1 again"));
        turns.ask(A1, () -> begun.add("a1 once more"));
        turns.ask(A2, () -> begun.add("a2"));
        turns.ask(B1, () -> begun.add("b1"));

        for (var asker : List.of(A1, B1, A2, A1, A1)) {
            turns.giveBack(asker);
        }

        assertThat(begun).containsExactly("a1", "b1", "a2", "a1 again", "a1 once more");
        assertThat(turns.taken()).isZero();
    }

    @Test
    void who_fills_its_places_is_told_so_and_others_still_find_one() {
        var turns = new FairTurns(4, 16, "turns");
        turns.ask(A1, () -> {});
        for (int place = 0; place < 4; place++) {
            turns.ask(A1, () -> {});
        }

        assertThatThrownBy(() -> turns.ask(A1, () -> {})).isInstanceOf(ShareTakenException.class);
        turns.ask(A2, () -> {});
        turns.ask(B1, () -> {});
        assertThat(turns.taken()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_comes_and_goes_all_turns_are_used_within_the_shares_and_everybody_is_served(long seed) {
        System.err.println("seed " + seed);
        var random = new Random(seed);
        int most = 1 + random.nextInt(40);
        var turns = new FairTurns(most, 1_000, "turns");
        var running = new ArrayDeque<Asker>();
        var had = new HashMap<Asker, Integer>();
        var asked = new HashMap<Asker, Integer>();
        for (int step = 0; step < 3_000; step++) {
            if (random.nextInt(5) < 3 && step < 2_000) {
                var asker = new Asker("t" + random.nextInt(3), "c" + random.nextInt(4));
                try {
                    turns.ask(asker, () -> {
                        running.add(asker);
                        had.merge(asker, 1, Integer::sum);
                    });
                    asked.merge(asker, 1, Integer::sum);
                } catch (OverloadedException _) {
                    assertThat(turns.waiting()).isPositive();
                }
            } else if (!running.isEmpty()) {
                for (int rotate = random.nextInt(running.size()); rotate > 0; rotate--) {
                    running.add(running.remove());
                }
                turns.giveBack(running.remove());
            }
            assertThat(turns.taken()).isEqualTo(running.size()).isLessThanOrEqualTo(most);
            assertThat(running.isEmpty() && turns.waiting() > 0).isFalse();
        }
        while (!running.isEmpty()) {
            turns.giveBack(running.remove());
        }

        assertThat(had).isEqualTo(asked);
        assertThat(turns.waiting()).isZero();
        assertThatThrownBy(() -> turns.giveBack(A1)).isInstanceOf(IllegalStateException.class);
    }

    /** An account of its own of who has and had what, which knows nothing of any order but what it is asked for. */
    private static final class Account {
        private final Map<Object, Integer> taken = new HashMap<>();
        private final Map<Object, Integer> lastServed = new HashMap<>();
        private final Map<Asker, Integer> waiting = new HashMap<>();
        private int served;
        private int compared;

        void begins(Asker asker) {
            waiting.forEach((other, times) -> {
                if (times > 0) {
                    compare(asker, other);
                }
            });
            waits(asker, -1);
            served++;
            has(asker, 1);
            lastServed.put(asker, served);
        }

        private void compare(Asker asker, Asker other) {
            compared++;
            boolean hasMore = has(asker) > has(other);
            if (asker.tenant().equals(other.tenant())) {
                boolean wasLater = has(asker) == has(other) && lastServed(asker) > lastServed(other);
                assertThat(hasMore || wasLater).as("%s before %s", asker, other).isFalse();
            } else {
                // Who has nothing is never held back by its own share, and its tenant not where another with more is
                // not.
                assertThat(has(asker.tenant()) > has(other.tenant()) && has(other) == 0)
                        .as("%s before %s", asker, other)
                        .isFalse();
            }
        }

        private int has(Object whoever) {
            return taken.getOrDefault(whoever, 0);
        }

        private int lastServed(Asker asker) {
            return lastServed.getOrDefault(asker, 0);
        }

        void has(Asker asker, int more) {
            taken.merge(asker, more, Integer::sum);
            taken.merge(asker.tenant(), more, Integer::sum);
            if (has(asker) == 0 && waiting.getOrDefault(asker, 0) == 0) {
                lastServed.remove(asker); // it is forgotten
            }
        }

        void waits(Asker asker, int more) {
            waiting.merge(asker, more, Integer::sum);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void of_all_who_wait_none_has_less_than_who_is_served(long seed) {
        System.err.println("seed " + seed);
        var random = new Random(seed);
        var turns = new FairTurns(1 + random.nextInt(30), 1_000, "turns");
        var account = new Account();
        var running = new ArrayList<Asker>();
        for (int step = 0; step < 3_000; step++) {
            if (!running.isEmpty() && random.nextInt(5) < (step < 1_500 ? 1 : 3)) {
                var ending = running.remove(random.nextInt(running.size()));
                account.has(ending, -1);
                turns.giveBack(ending);
                continue;
            }
            var asker = new Asker("t" + random.nextInt(4), "c" + random.nextInt(12));
            account.waits(asker, 1);
            try {
                turns.ask(asker, () -> {
                    account.begins(asker);
                    running.add(asker);
                });
            } catch (OverloadedException _) {
                account.waits(asker, -1);
            }
        }
        assertThat(account.compared).isGreaterThan(1_000);
    }

    private static int takenBy(Asker asker, FairTurns turns) {
        int taken = 0;
        while (turns.tryTake(asker) == FairTurns.Answer.TAKEN) {
            taken++;
        }
        return taken;
    }

    @Test
    void callers_that_come_and_go_leave_nothing_behind() {
        var turns = new FairTurns(2, 2, "turns");
        for (int caller = 0; caller < 1_000; caller++) {
            var asker = new Asker("t" + caller % 7, "c" + caller);
            assertThat(turns.tryTake(asker)).isEqualTo(FairTurns.Answer.TAKEN);
            turns.giveBack(asker);
        }

        assertThat(turns.known()).isZero();
    }
}
