package org.paschima.notify.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.paschima.contract.Receipt.Reason;

/** The rules that must all hold before a nudge may be drawn for (domain.md §4.3). Each answers allowed, or why not. */
final class Availability {

    /** Of version 1 of the policy. Care first, then what the member said, then caps. */
    private static final List<Function<Inputs, Optional<Reason>>> FIRST = List.of(
            Availability::noCareHold,
            Availability::consented,
            Availability::notOptedOut,
            Availability::notPaused,
            Availability::notSnoozed,
            Availability::notInQuietHours,
            Availability::notRecentlyPractised,
            Availability::notTooSoonAfterTheLast,
            Availability::belowDailyCap,
            Availability::belowWeeklyCap,
            Availability::somethingSafeToSuggest);

    /** Of version 2, in the same order. */
    private static final List<Function<Inputs, Optional<Reason>>> SECOND = List.of(
            Availability::noCareHold,
            Availability::consented,
            Availability::notOptedOut,
            Availability::notPaused,
            Availability::notSnoozed,
            Availability::notInQuietHours,
            Availability::notInAMeeting,
            Availability::notRecentlyPractised,
            Availability::spacedFromTheLast,
            Availability::belowDailyCap,
            Availability::belowWeeklyCap,
            Availability::somethingLeftToSuggest);

    private Availability() {}

    /** Why not by version 1 of the policy; empty when available. */
    static List<Reason> reasonsAgainst(Inputs inputs) {
        return reasonsAgainst(inputs, FIRST);
    }

    /** Why not by version 2, which decides. */
    static List<Reason> reasonsAgainstNow(Inputs inputs) {
        return reasonsAgainst(inputs, SECOND);
    }

    /** A stale decision point is not looked at any further: its moment is gone. */
    private static List<Reason> reasonsAgainst(Inputs inputs, List<Function<Inputs, Optional<Reason>>> rules) {
        var stale = notStale(inputs);
        return stale.isPresent()
                ? List.of(stale.get())
                : rules.stream()
                        .map(rule -> rule.apply(inputs))
                        .flatMap(Optional::stream)
                        .toList();
    }

    static Optional<Reason> notStale(Inputs in) {
        return refuse(in.isStale(), Reason.STALE);
    }

    static Optional<Reason> noCareHold(Inputs in) {
        return refuse(in.careHold() != null, Reason.CARE_HOLD);
    }

    static Optional<Reason> consented(Inputs in) {
        return refuse(!in.consented(), Reason.NO_CONSENT);
    }

    static Optional<Reason> notOptedOut(Inputs in) {
        return refuse(!in.enabled(), Reason.OPTED_OUT);
    }

    static Optional<Reason> notPaused(Inputs in) {
        return refuse(in.isPaused() || in.isResting() || in.plannedRest(), Reason.PAUSED);
    }

    static Optional<Reason> notSnoozed(Inputs in) {
        return refuse(in.snoozedUntil() != null && in.decidedAt().isBefore(in.snoozedUntil()), Reason.SNOOZED);
    }

    /** Quiet in the zone that applies, in the one named last or in that of the newest record: travellers are spared. */
    static Optional<Reason> notInQuietHours(Inputs in) {
        return refuse(
                in.quiet().isAt(in.decidedAt())
                        || in.isQuietAt(in.point().instant(), in.point().zone()),
                Reason.QUIET_HOURS);
    }

    /** By the member's own calendar, as it was read last. */
    static Optional<Reason> notInAMeeting(Inputs in) {
        return refuse(in.isBusy(), Reason.IN_A_MEETING);
    }

    static Optional<Reason> notRecentlyPractised(Inputs in) {
        return refuse(in.recentPractice().isPresent(), Reason.RECENTLY_PRACTISED);
    }

    static Optional<Reason> notTooSoonAfterTheLast(Inputs in) {
        return isApart(in, Duration.ofMinutes(in.caps().minGapMinutes()));
    }

    /** The same, and the further apart the longer nobody has answered (domain.md §4.3). */
    static Optional<Reason> spacedFromTheLast(Inputs in) {
        return isApart(in, Spacing.gap(in));
    }

    private static Optional<Reason> isApart(Inputs in, Duration gap) {
        return refuse(
                in.lastSent() != null
                        && Duration.between(in.lastSent(), in.decidedAt()).abs().compareTo(gap) < 0,
                Reason.TOO_SOON);
    }

    /** By local date and by rolling 24 hours, whichever is stricter (domain.md §4.4). */
    static Optional<Reason> belowDailyCap(Inputs in) {
        return refuse(Math.max(in.sentIn24Hours(), in.sentOnDate()) >= in.perDay(), Reason.DAILY_CAP);
    }

    static Optional<Reason> belowWeeklyCap(Inputs in) {
        return refuse(Math.max(in.sentIn7Days(), in.sentOn7Dates()) >= in.caps().per7Days(), Reason.WEEKLY_CAP);
    }

    static Optional<Reason> somethingSafeToSuggest(Inputs in) {
        return refuse(ContentChoice.of(in).isEmpty(), Reason.NO_SAFE_CONTENT);
    }

    static Optional<Reason> somethingLeftToSuggest(Inputs in) {
        return refuse(!VariedContent.isAnyLeft(in), Reason.NO_SAFE_CONTENT);
    }

    private static Optional<Reason> refuse(boolean refused, Reason reason) {
        return refused ? Optional.of(reason) : Optional.empty();
    }
}
