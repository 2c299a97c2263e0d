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

/**
 * Whether anybody answers (domain.md §4.3, issue 14): each two that were ignored in a row double the gap, five leave one a
 * day, ten bring a week's rest, and each five more another. While a practice is going on it is open whether it was an answer.
 */
final class Answering {

    private static final int FEWER = 5;
    private static final int REST = 10;
    private static final int EACH = 5;

    private final Map<String, Fate> fates = new HashMap<>();
    private int heard;
    private int ignored;
    private int mayBeIgnored;
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
                        mayBeIgnored = 0;
                        restUntil = null;
                    }
                }
                case Fact.NudgesResumed _ -> {
                    ignored = 0;
                    mayBeIgnored = 0;
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
            boolean isAnswered = nudge.isWithdrawn || fates.containsKey(nudge.id());
            ignored = isAnswered || practised(nudge, before, life, 24) ? 0 : ignored + 1;
            mayBeIgnored = isAnswered || practised(nudge, before, life, 1) ? 0 : mayBeIgnored + 1;
            ignoredEver += isAnswered ? 0 : 1;
            if (ignored >= REST && ignored % EACH == 0) {
                restUntil = now.plus(Duration.ofDays(7));
            }
        }
    }

    private static boolean practised(Sent nudge, Duration before, Life life, int goingHours) {
        return life.hasPractised(nudge.issuedAt().minus(before), nudge.validUntil(), Duration.ofHours(goingHours));
    }

    Duration leastGap(Duration own) {
        return gap(own, ignored);
    }

    Duration mostGap(Duration own) {
        return gap(own, mayBeIgnored);
    }

    Duration mostGapEver(Duration own) {
        return gap(own, ignoredEver);
    }

    private static Duration gap(Duration own, int ignored) {
        var longest = Duration.ofDays(3);
        var gap = own;
        for (int pairs = ignored / 2; pairs > 0 && gap.compareTo(longest) < 0; pairs--) {
            var doubled = (gap.toMinutes() < 30 ? Duration.ofMinutes(30) : gap).multipliedBy(2);
            gap = doubled.compareTo(longest) > 0 ? longest : doubled;
        }
        return gap;
    }

    boolean isFewer() {
        return ignored >= FEWER;
    }

    boolean mayBeFewer() {
        return mayBeIgnored >= FEWER;
    }

    boolean mayBeFewerAfterSteps() {
        return Math.max(ignoredEver, mayBeIgnored) >= FEWER;
    }

    boolean isResting(Instant now) {
        return restUntil != null && now.isBefore(restUntil);
    }

    /** The rest began when the tenth ran out, at a time that nothing else says. */
    boolean mayRest() {
        return mayBeIgnored >= REST;
    }

    boolean mayRestAfterSteps() {
        return ignoredEver >= REST;
    }
}
