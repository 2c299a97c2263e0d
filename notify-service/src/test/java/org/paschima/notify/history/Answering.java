package org.paschima.notify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeFate.Fate;

/** Whether anybody answers (domain.md §4.3): five that were ignored in a row leave one a day, ten bring a week's rest. */
final class Answering {

    private static final int FEWER = 5;
    private static final int REST = 10;

    private final Map<String, Fate> fates = new HashMap<>();
    private int heard;
    private int ignored;
    private int ignoredEver;
    private @Nullable Instant restUntil;

    void catchUp(List<Told> facts, Map<String, Sent> nudges) {
        for (; heard < facts.size(); heard++) {
            switch (facts.get(heard).fact) {
                case Fact.NudgeFateReported(var reported) -> {
                    var known = fates.get(reported.nudgeId());
                    if (nudges.containsKey(reported.nudgeId())
                            && (known == null || reported.fate().compareTo(known) > 0)) {
                        fates.put(reported.nudgeId(), reported.fate());
                        ignored = 0;
                        restUntil = null;
                    }
                }
                case Fact.NudgesResumed _ -> {
                    ignored = 0;
                    restUntil = null;
                }
                default -> {
                    // is no answer
                }
            }
        }
    }

    void ranOut(Collection<Sent> nudges, Instant now, Life life) {
        for (var nudge : nudges) {
            if (nudge.isCounted || now.isBefore(nudge.validUntil())) {
                continue;
            }
            nudge.isCounted = true;
            var before = Duration.ofMinutes(life.plan.caps().afterPracticeMinutes());
            boolean isAnswered = nudge.isWithdrawn
                    || fates.containsKey(nudge.id())
                    || life.hasPractised(nudge.issuedAt().minus(before), nudge.validUntil(), Duration.ofHours(4));
            ignored = isAnswered ? 0 : ignored + 1;
            ignoredEver += isAnswered ? 0 : 1;
            if (ignored >= REST) {
                restUntil = now.plus(Duration.ofDays(7));
                ignored = FEWER;
            }
        }
    }

    boolean isFewer() {
        return ignored >= FEWER;
    }

    boolean mayBeFewer() {
        return ignoredEver >= FEWER;
    }

    boolean isResting(Instant now) {
        return restUntil != null && now.isBefore(restUntil);
    }

    boolean mayRest() {
        return ignoredEver >= REST;
    }
}
