package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Language;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.Receipt;
import org.paschima.contract.catalog.SymptomTier;

/**
 * All that one decision looked at. The receipt holds it, and the same inputs decide the same again, to the same bytes.
 *
 * @param statedZone the zone the member named last, though it may apply from tomorrow only
 * @param decidedAt when it was decided; a nudge is issued then
 * @param plannedRest whether the member plans to rest on the day of the decision point
 * @param lastPractice the one that ends last
 * @param sentIn24Hours within 24 hours of then: before it, or after it by a clock that was set back since
 * @param sentOnDate on the local date of the decision point or the one after it
 * @param sentOn7Dates on the six local dates before, on that one and on the six after it
 * @param lastSent the one nearest in time
 * @param actions of the last decision points, oldest first
 * @param conditions null when the member was not screened
 * @param lean the side of neutral on which the member felt last: −1, 0, +1
 * @param recordZone where the newest record was made, under a plan that follows the member; null: nowhere else
 * @param breathOnly while a check is suggested
 * @param quietDays days of the week with other quiet hours
 * @param language in which the member is told things
 * @param lastContents what the last nudges said: text, practice and cue of each, oldest first
 * @param dismissed practices by their cues that the member dismissed and that stay away for now
 * @param stopped whether the member wants none until told otherwise
 * @param mostSeconds how long a nudge of this slot may take; null for as long as suits its context
 * @param effect what is believed this week of how nudges work for the member; null while too little is known
 * @param meeting the first busy time that holds now or begins while a nudge would; null: none is known
 * @param postponedBy the busy time that the decision point was put off by; null where it was not
 * @param run the decision points in a row, up to this one, that went by before they could be decided; null for this one alone
 */
public record Inputs(
        DecisionPoint point,
        ZoneId statedZone,
        Instant decidedAt,
        boolean consented,
        boolean enabled,
        @Nullable Instant pausedUntil,
        @Nullable Instant snoozedUntil,
        @Nullable Instant restUntil,
        boolean plannedRest,
        @Nullable QuietHours quietHours,
        @Nullable SymptomTier careHold,
        RecentRecords.@Nullable Practice lastPractice,
        int sentIn24Hours,
        int sentOnDate,
        int sentIn7Days,
        int sentOn7Dates,
        @Nullable Instant lastSent,
        Caps caps,
        int ignoredInARow,
        String actions,
        List<String> contexts,
        @Nullable List<String> conditions,
        int lean,
        @Nullable ZoneId recordZone,
        boolean breathOnly,
        List<QuietDays> quietDays,
        Language language,
        List<String> lastContents,
        List<String> dismissed,
        boolean stopped,
        @Nullable Integer mostSeconds,
        @Nullable Effect effect,
        @Nullable Busy meeting,
        @Nullable Busy postponedBy,
        Receipt.@Nullable Run run) {

    /** How long a nudge holds, and how late a decision point may be decided (domain.md §4.3). */
    public static final Duration VALID = Duration.ofMinutes(30);

    public Inputs {
        contexts = List.copyOf(contexts);
        conditions = conditions == null ? null : List.copyOf(conditions);
        quietDays = List.copyOf(quietDays);
        lastContents = List.copyOf(lastContents);
        dismissed = List.copyOf(dismissed);
    }

    /** The same, of a member who is told things in this language. */
    Inputs in(Language language) {
        return new Inputs(
                point,
                statedZone,
                decidedAt,
                consented,
                enabled,
                pausedUntil,
                snoozedUntil,
                restUntil,
                plannedRest,
                quietHours,
                careHold,
                lastPractice,
                sentIn24Hours,
                sentOnDate,
                sentIn7Days,
                sentOn7Dates,
                lastSent,
                caps,
                ignoredInARow,
                actions,
                contexts,
                conditions,
                lean,
                recordZone,
                breathOnly,
                quietDays,
                language,
                lastContents,
                dismissed,
                stopped,
                mostSeconds,
                effect,
                meeting,
                postponedBy,
                run);
    }

    static Inputs of(MemberState state, DecisionPoint point, Instant now) {
        return of(state, point, null, BusyTimes.NONE, now);
    }

    static Inputs of(MemberState state, DecisionPoint point, Receipt.@Nullable Run run, BusyTimes busy, Instant now) {
        var settings = state.settings();
        var history = state.history();
        NudgePlan plan = settings.planOrDefault();
        var zones = settings.zones();
        var rule = plan.rule(point.slot());
        return new Inputs(
                point,
                zones == null ? point.zone() : zones.stated(),
                now,
                settings.allowsNudging(),
                plan.enabled(),
                history.pause()
                        .with(
                                plan.pausedUntil() == null
                                        ? null
                                        : plan.pausedUntil().toInstant()),
                history.snoozedUntil(),
                history.restUntil(),
                settings.plansRestAt(point),
                plan.quietHours(),
                state.careHold().map(Care.Hold::tier).orElse(null),
                state.records().lastPractice(now.plus(VALID)).orElse(null),
                history.sentWithin(Duration.ofHours(24), now),
                history.sentBetween(point.localDate(), point.localDate().plusDays(1)),
                history.sentWithin(Duration.ofDays(7), now),
                history.sentBetween(
                        point.localDate().minusDays(6), point.localDate().plusDays(6)),
                history.nearestSent(now),
                plan.caps(),
                history.ignoredInARow(),
                history.actions(),
                rule.map(SlotRule::contexts).filter(own -> !own.isEmpty()).orElse(plan.contexts()),
                settings.isScreened() ? settings.screeningOrNone().conditions() : null,
                state.records().lean(now),
                state.recordZone(now),
                state.suggestion(now).isPresent(),
                plan.quietDays(),
                settings.language(),
                history.lastSaid(VariedContent.TEXTS_APART),
                history.dismissals().keptAwayAt(now),
                history.pause().isUntilTold(),
                rule.map(SlotRule::seconds).orElse(null),
                state.learning().effect(),
                busy.firstWithin(now, now.plus(VALID)).orElse(null),
                history.postponed(point),
                run);
    }

    /** Whether the moment of a decision point is gone. */
    static boolean isStale(Instant moment, Instant now) {
        return now.isAfter(moment.plus(VALID));
    }

    boolean isStale() {
        return isStale(Postponed.moment(point, postponedBy), decidedAt);
    }

    /** Whether the member's calendar has something now. */
    boolean isBusy() {
        return meeting != null && meeting.isAt(decidedAt);
    }

    /** Where quiet hours hold: in the zone that applies, the one named last, and the one of the newest record. */
    List<ZoneId> quietZones() {
        return Stream.of(point.zone(), statedZone, recordZone)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    Quiet quiet() {
        return new Quiet(quietHours, quietDays, quietZones());
    }

    boolean isQuietAt(Instant instant, ZoneId zone) {
        return new Quiet(quietHours, quietDays, List.of(zone)).isAt(instant);
    }

    /** How long a nudge holds that is issued now: not into quiet hours, and not into a busy time. */
    Instant validUntil() {
        var longest = decidedAt.plus(VALID);
        return quiet().firstWithin(
                        decidedAt, meeting == null || !meeting.from().isAfter(decidedAt) ? longest : meeting.from());
    }

    /** Whether the member paused, for a while or until told. */
    boolean isPaused() {
        return stopped || (pausedUntil != null && decidedAt.isBefore(pausedUntil));
    }

    /** Whether nudges rest because many went unanswered. */
    boolean isResting() {
        return restUntil != null && decidedAt.isBefore(restUntil);
    }

    /** The daily cap as fatigue leaves it: after five ignored in a row, one a day (domain.md §4.3). */
    int perDay() {
        return ignoredInARow >= Fatigue.FEWER_AFTER ? Math.min(1, caps.perDay()) : caps.perDay();
    }

    /** The practice that already does what a nudge would ask for. */
    Optional<RecentRecords.Practice> recentPractice() {
        return Optional.ofNullable(lastPractice)
                .filter(practice ->
                        !practice.end().isBefore(decidedAt.minus(Duration.ofMinutes(caps.afterPracticeMinutes()))));
    }
}
