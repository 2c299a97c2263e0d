package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.notify.push.PushSubscription;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;

/** Browsers on a real database. */
class MongoPushesIT {

    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final int MOST = 3;
    private static final int AT_ONCE = 6;

    private static PushSubscription browser(int number) {
        return new PushSubscription(
                "b-" + number,
                ANNE,
                URI.create("https://push.example.org/" + number),
                new byte[65],
                new byte[16],
                Instant.EPOCH.plusSeconds(number));
    }

    @Test
    void of_browsers_subscribed_at_once_no_more_are_kept_than_a_member_may_have() throws Exception {
        try (var store = MongoStore.connect(Backings.mongo(), Backings.freshName("pushes"), false);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var few = new MongoPushes(store, _ -> {});
            for (int i = 0; i < MOST - 1; i++) {
                assertThat(few.keep(browser(i), MOST)).isTrue();
            }
            var all = new CyclicBarrier(AT_ONCE); // nobody goes on before all have come as far
            var pushes = new MongoPushes(store, _ -> await(all));
            var asked = new ArrayList<Callable<Boolean>>();
            for (int i = MOST; i < MOST + AT_ONCE; i++) {
                var more = browser(i);
                asked.add(() -> pushes.keep(more, MOST));
            }

            int kept = 0;
            for (var answer : threads.invokeAll(asked)) {
                kept += answer.get() ? 1 : 0;
            }

            assertThat(kept).isEqualTo(1);
            assertThat(few.of(ANNE)).hasSize(MOST);
            assertThat(few.keep(browser(0), MOST)).as("one that is there").isTrue();
        }
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("not all came", e);
        }
    }
}
