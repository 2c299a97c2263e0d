package org.paschima.insight.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.StoreUnavailableException;

/** Who is woken by what is folded here and elsewhere. */
class ChangeSignalsTest {

    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final MemberId BEN = new MemberId("studio", "ben");
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Map<Integer, Long> stored = new ConcurrentHashMap<>(Map.of(0, 10L, 1, 10L));
    private volatile boolean isAway;
    private final ChangeSignals signals = new ChangeSignals(
            partitions -> {
                if (isAway) {
                    throw new StoreUnavailableException("away", new IllegalStateException("away"));
                }
                return partitions.stream().collect(Collectors.toMap(each -> each, stored::get));
            },
            member -> member.equals(ANNE) || member.equals(BEN) ? 0 : 1);

    @AfterEach
    void close() {
        signals.close();
    }

    private void folds(long next, MemberId... whom) {
        stored.put(0, next);
        signals.stored(new Batch(
                new LogPartition("log", 0),
                next - whom.length,
                next,
                Stream.iterate(0, each -> each + 1)
                        .limit(whom.length)
                        .map(each -> new LogEntry(
                                next - whom.length + each,
                                0,
                                whom[each].key().getBytes(StandardCharsets.UTF_8),
                                null,
                                Map.of()))
                        .toList()));
    }

    @Test
    void a_batch_of_this_instance_wakes_those_that_it_is_about_at_once() {
        var anne = signals.next(ANNE, LONG);
        var anneToo = signals.next(ANNE, LONG);
        var ben = signals.next(BEN, LONG);

        folds(12, ANNE, ANNE);

        assertThat(List.of(anne, anneToo)).allSatisfy(each -> assertThat(each).isCompletedWithValue(true));
        assertThat(ben).isNotDone();
        assertThat(signals.next(ANNE, LONG)).as("who waits from now on").isNotDone();
    }

    @Test
    void what_another_instance_stored_wakes_all_of_the_partition_and_no_others() throws Exception {
        folds(12, ANNE); // what was heard last
        var elsewhere = new MemberId("studio", "carl");
        var anne = signals.next(ANNE, LONG);
        var ben = signals.next(BEN, LONG);
        stored.put(0, 13L);

        assertThat(anne.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ben.get(30, TimeUnit.SECONDS)).isTrue();
        var first = signals.next(elsewhere, LONG);
        assertThat(first.get(30, TimeUnit.SECONDS))
                .as("nothing was known of it")
                .isTrue();
        var carl = signals.next(elsewhere, LONG);
        stored.put(0, 14L);
        assertThat(signals.next(BEN, LONG).get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(carl).isNotDone();
    }

    @Test
    void while_the_store_is_away_who_waits_goes_on_waiting() throws Exception {
        isAway = true;
        var anne = signals.next(ANNE, Duration.ofSeconds(3));

        assertThat(anne.get(30, TimeUnit.SECONDS)).as("its time is over").isFalse();
        isAway = false;
        assertThat(signals.next(ANNE, LONG).get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_waits_when_the_service_ends_is_let_go() {
        var anne = signals.next(ANNE, LONG);

        signals.close();

        assertThat(anne).isCompletedWithValue(false);
        assertThat(signals.next(ANNE, LONG)).isCompletedWithValue(false);
    }
}
