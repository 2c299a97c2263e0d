package org.paschima.notify.history;

import java.util.ArrayList;
import java.util.List;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeFate.Fate;

/** What a nudge must not say, of what was said before it: issue 14 §2. */
record Variety(List<Sent> before, Life life) {

    private static final int WITHIN = 4;

    List<String> differences(NudgeEvent.Issued next) {
        var differences = new ArrayList<String>();
        for (var sent : before.subList(Math.max(0, before.size() - (WITHIN - 1)), before.size())) {
            if (sent.event.content().text().equals(next.content().text())) {
                differences.add("the same text within four nudges: " + next);
            }
        }
        for (var sent : dismissed()) {
            if (way(sent.event).equals(way(next))) {
                differences.add("suggested is what was dismissed: " + next);
            }
        }
        return differences;
    }

    /** Those of which the strongest answer is that the member wants none of it; histories end long before eight weeks. */
    List<Sent> dismissed() {
        return before.stream()
                .filter(sent -> life.fates.get(sent.id()) == Fate.DISMISSED)
                .toList();
    }

    long ways() {
        return dismissed().stream().map(sent -> way(sent.event)).distinct().count();
    }

    private static String way(NudgeEvent.Issued event) {
        return event.content().practice() + event.content().cues();
    }
}
