package org.paschima.notify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Reason;

/**
 * Why nothing may be sent (domain.md §4.3, §4.4).
 *
 * @param certain those that hold
 * @param possible those that a receipt may name
 */
record Reasons(Set<Reason> certain, Set<Reason> possible) {

    private static final Duration STALE = Duration.ofMinutes(30);

    /**
     * Those that hold at a time.
     *
     * @param moment when a nudge would be on time
     */
    static Reasons of(
            Receipt receipt,
            Life life,
            Instant moment,
            Instant now,
            boolean isBusy,
            List<Sent> nudges,
            Answering answering,
            boolean hasSteps) {
        var reasons = new Reasons(EnumSet.noneOf(Reason.class), EnumSet.noneOf(Reason.class));
        var instant = receipt.instant().toInstant();
        if (now.isAfter(moment.plus(STALE))) {
            return reasons.is(Reason.STALE, true);
        }
        var plan = life.plan;
        var caps = plan.caps();
        var places = life.places(receipt.zone(), now);
        var after = Duration.ofMinutes(caps.afterPracticeMinutes());
        reasons.is(Reason.CARE_HOLD, life.isOnHold())
                .is(Reason.OPTED_OUT, !plan.enabled())
                .is(Reason.PAUSED, life.isPausedAt(now) || life.isRestAt(receipt.localDate(), receipt.slot()))
                .is(Reason.PAUSED, !hasSteps && answering.isResting(now))
                .may(Reason.PAUSED, hasSteps ? answering.mayRestAfterSteps() : answering.mayRest())
                .is(Reason.SNOOZED, isBefore(now, life.snoozedForCertain))
                .may(Reason.SNOOZED, isBefore(now, life.snoozedUntil))
                .is(
                        Reason.QUIET_HOURS,
                        Calendar.isQuiet(now, plan, places) || Calendar.isQuiet(instant, plan, Set.of(receipt.zone())))
                .is(Reason.IN_A_MEETING, isBusy)
                .is(
                        Reason.RECENTLY_PRACTISED,
                        life.hasPractised(now.minus(after), now.plus(STALE), Duration.ofHours(1)))
                .may(
                        Reason.RECENTLY_PRACTISED,
                        life.hasPractised(now.minus(after), now.plus(STALE), Duration.ofHours(24)));
        var own = Duration.ofMinutes(caps.minGapMinutes());
        reasons.is(Reason.TOO_SOON, isWithin(hasSteps ? own : answering.leastGap(own), nudges, now))
                .may(
                        Reason.TOO_SOON,
                        isWithin(hasSteps ? answering.mostGapEver(own) : answering.mostGap(own), nudges, now));
        // Nobody was screened: what can be suggested is the breath by four cues.
        long dismissed = new Variety(nudges, life).ways();
        reasons.is(Reason.NO_SAFE_CONTENT, dismissed >= 4).may(Reason.NO_SAFE_CONTENT, dismissed > 0);
        boolean isFewer = !hasSteps && answering.isFewer();
        boolean mayBeFewer = hasSteps ? answering.mayBeFewerAfterSteps() : answering.mayBeFewer();
        int inDay = Math.max(sent(nudges, now, Duration.ofHours(24)), sentOn(nudges, receipt, 0, 0));
        int nearDay = Math.max(sentNear(nudges, now, Duration.ofHours(24)), sentOn(nudges, receipt, 0, 1));
        int perDay = caps.perDay();
        reasons.is(Reason.DAILY_CAP, inDay >= (isFewer ? Math.min(1, perDay) : perDay))
                .may(Reason.DAILY_CAP, nearDay >= (mayBeFewer ? Math.min(1, perDay) : perDay));
        int inWeek = Math.max(sent(nudges, now, Duration.ofDays(7)), sentOn(nudges, receipt, 6, 0));
        int nearWeek = Math.max(sentNear(nudges, now, Duration.ofDays(7)), sentOn(nudges, receipt, 6, 6));
        return reasons.is(Reason.WEEKLY_CAP, inWeek >= caps.per7Days())
                .may(Reason.WEEKLY_CAP, nearWeek >= caps.per7Days());
    }

    private Reasons is(Reason reason, boolean isSo) {
        if (isSo) {
            certain.add(reason);
            possible.add(reason);
        }
        return this;
    }

    private Reasons may(Reason reason, boolean isSo) {
        if (isSo) {
            possible.add(reason);
        }
        return this;
    }

    private static boolean isWithin(Duration gap, List<Sent> nudges, Instant now) {
        return nudges.stream()
                .anyMatch(nudge -> Duration.between(nudge.issuedAt(), now).abs().compareTo(gap) < 0);
    }

    private static boolean isBefore(Instant now, @Nullable Instant until) {
        return until != null && now.isBefore(until);
    }

    private static int sent(List<Sent> nudges, Instant now, Duration within) {
        return (int) nudges.stream()
                .filter(nudge -> nudge.issuedAt().isAfter(now.minus(within))
                        && !nudge.issuedAt().isAfter(now))
                .count();
    }

    /** A clock that was set back has some of them still to come. */
    private static int sentNear(List<Sent> nudges, Instant now, Duration within) {
        return (int) nudges.stream()
                .filter(nudge -> Duration.between(nudge.issuedAt(), now).abs().compareTo(within) <= 0)
                .count();
    }

    private static int sentOn(List<Sent> nudges, Receipt receipt, int daysBefore, int daysAfter) {
        var from = receipt.localDate().minusDays(daysBefore);
        var to = receipt.localDate().plusDays(daysAfter);
        return (int) nudges.stream()
                .filter(nudge -> !nudge.date().isBefore(from) && !nudge.date().isAfter(to))
                .count();
    }

    /** Where a receipt says otherwise. */
    List<String> differences(Receipt receipt) {
        var differences = new ArrayList<String>();
        var named = receipt.reasons();
        boolean isAvailable = named.isEmpty() || named.equals(List.of(Reason.NOT_DRAWN));
        if (receipt.available() != isAvailable) {
            differences.add("available is " + receipt.available() + " with " + named);
        }
        for (var reason : certain) {
            if (!named.contains(reason)) {
                differences.add(receipt.action() + " with " + named + " although " + reason);
            }
        }
        for (var reason : named) {
            if (reason != Reason.NOT_DRAWN && !possible.contains(reason)) {
                differences.add(receipt.action() + " for " + reason + ", which is not so");
            }
        }
        var draw = receipt.draw();
        if (isAvailable && (draw == null || (draw < receipt.probability()) != named.isEmpty())) {
            differences.add("drawn " + draw + " against " + receipt.probability() + ", and " + receipt.action());
        }
        if (receipt.probability() < 0.2 || receipt.probability() > 0.8) {
            differences.add("a probability of " + receipt.probability());
        }
        return differences;
    }
}
