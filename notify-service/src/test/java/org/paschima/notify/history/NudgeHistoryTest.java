package org.paschima.notify.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.testkit.Seeds;

/** The one property of nudges with all faults at once (issue 9 §3), on the service's own code and a simulated store. */
class NudgeHistoryTest {

    private static final int HISTORIES = Integer.getInteger("histories", 250);

    @Test
    void whatever_befalls_members_and_machines_no_nudge_is_wrong_and_no_decision_missing() {
        var counts = new HashMap<String, Integer>();
        Seeds.first(HISTORIES).forEach(seed -> {
            var history = History.random(new Random(seed));
            var found = judged(history, counts);
            if (!found.isEmpty()) {
                var small = Shrinking.smallest(
                        history, each -> !judged(each, new HashMap<>()).isEmpty());
                throw new AssertionError("seed " + seed + " (run again with -Dseed=" + seed + "): "
                        + judged(small, new HashMap<>()).getFirst() + "\n" + Shrinking.told(small));
            }
        });
        System.err.println(HISTORIES + " histories: " + counts);
        assertThat(counts)
                .as("the property is about something")
                .containsKeys("nudges", "withdrawals", "deliveries", "outcomes", "runs")
                .containsKeys(
                        "put off",
                        "IN_A_MEETING",
                        "STATIC_BOUT SENT",
                        "LOW_VARIETY SENT",
                        "read",
                        "unchanged",
                        "failed")
                .containsKeys("killed while reading", "taken over")
                .containsKeys("acted", "snoozed", "dismissed", "withdrawn", "expired");
    }

    private static List<String> judged(History history, Map<String, Integer> counts) {
        var judge = new Judge(history);
        var world = new World(history, judge);
        for (var event : history.events()) {
            world.happens(event);
            if (judge.hasFound()) {
                return judge.found();
            }
        }
        world.ends();
        judge.counts().forEach((what, count) -> counts.merge(what, count, Integer::sum));
        return judge.found();
    }
}
