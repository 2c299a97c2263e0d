package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.notify.domain.Foreseen.Obstacle;

/**
 * The next two weeks of decision points, with what would stand against each if nothing else happened. It asks the rules that
 * decide ({@link Availability}), each point at its own instant, and draws nothing: whether a nudge comes stays open.
 *
 * <p>Nudges that come meanwhile count for caps and fatigue. So each point is looked at twice: as if none came before it, and
 * as if one came wherever one may and nobody answered. What stands in the first case stands for certain, what stands only in
 * the second may.
 */
public final class Preview {

    public static final Duration SPAN = Duration.ofDays(14);

    /** What more nudges can lead to. */
    private static final Set<Obstacle> BY_NUDGES =
            EnumSet.of(Obstacle.TOO_SOON, Obstacle.DAILY_CAP, Obstacle.WEEKLY_CAP, Obstacle.RESTING);

    private final Instant now;
    private final Set<String> decided;
    private final BusyTimes calendar;

    /** As if none came. */
    private MemberState calm;

    /** As if one came wherever one may. */
    private MemberState busy;

    private Preview(MemberState state, BusyTimes calendar, Instant now) {
        this.calendar = calendar;
        this.now = now;
        this.calm = state;
        this.busy = state;
        this.decided = new HashSet<>(state.history().decided());
    }

    /** Of the plan that holds; empty without a profile, by which the member's wall time is known. */
    public static List<Foreseen> of(MemberState state, Instant now) {
        return of(state, BusyTimes.NONE, now);
    }

    /** The same of a member whose calendar is known, as far ahead as it was read. */
    public static List<Foreseen> of(MemberState state, BusyTimes calendar, Instant now) {
        return new Preview(state, calendar, now).foresee();
    }

    /** What a member would be once a plan were written now. */
    public static MemberState under(Fact.NudgePlanChanged plan, MemberState state, FactPosition position, Instant now) {
        return Evolution.evolve(state, plan, position, now).state();
    }

    private List<Foreseen> foresee() {
        var zones = calm.settings().zones();
        var through = calm.history().decidedThrough();
        if (zones == null || through == null) {
            return List.of();
        }
        var plan = calm.settings().planOrDefault();
        // What is longer past is stale, and nothing that stands against later points depends on it.
        var fresh = now.minus(Inputs.VALID);
        var from = through.isBefore(fresh) ? fresh : through;
        var foreseen = new ArrayList<Foreseen>();
        var points = Slots.between(plan.slots(), zones, from, now.plus(SPAN));
        for (var point : points) {
            var since = calm.standing().since(point.slot());
            if (point.instant().isBefore(through)
                    || (since != null && point.instant().isBefore(since))) {
                continue;
            }
            if (!plan.isOn(point.slot(), point.localDate())) {
                boolean isOff = plan.rule(point.slot()).map(SlotRule::off).orElse(false);
                foreseen.add(
                        new Foreseen(point, List.of(isOff ? Obstacle.SLOT_OFF : Obstacle.OTHER_DAY), List.of(), null));
            } else if (decided.add(point.key())) {
                foreseen.add(foresee(point, following(point, points, plan)));
            }
        }
        foreseen.removeIf(each -> each.at().isBefore(now));
        return foreseen;
    }

    private static @Nullable Instant following(DecisionPoint point, List<DecisionPoint> points, NudgePlan plan) {
        return points.stream()
                .filter(each -> Slots.IN_ORDER.compare(each, point) > 0 && plan.isOn(each.slot(), each.localDate()))
                .map(DecisionPoint::instant)
                .findFirst()
                .orElse(null);
    }

    private Foreseen foresee(DecisionPoint point, @Nullable Instant next) {
        var due = point.instant().isAfter(now) ? point.instant() : now;
        calm = Fatigue.countIgnored(calm, due);
        busy = Fatigue.countIgnored(busy, due);
        var by = calm.history().postponed(point);
        if (by == null) {
            by = Postponed.by(calm, point, next, calendar, due).orElse(null);
        }
        if (by != null) {
            var postponed = new Postponed(point.key(), by);
            calm = calm.with(calm.history().postponed(postponed));
            busy = busy.with(busy.history().postponed(postponed));
        }
        var at = by == null || by.until().isBefore(due) ? due : by.until();
        var seen = Inputs.of(calm, point, null, calendar, at);
        var against = obstacles(seen);
        var possible = obstacles(Inputs.of(busy, point, null, calendar, at));
        var restUntil = busy.history().restUntil();
        if (restUntil != null && !restUntil.equals(calm.history().restUntil())) {
            // When a rest begins depends on which nudges came, so that it may hold from the first moment on it can.
            possible.add(Obstacle.RESTING);
        }
        var may = possible.stream()
                .filter(obstacle -> BY_NUDGES.contains(obstacle) && !against.contains(obstacle))
                .toList();
        calm = Decider.withheld(calm, seen, against.isEmpty());
        busy = against.isEmpty() ? Decider.sent(busy, seen, point.key(), null) : Decider.withheld(busy, seen, false);
        return new Foreseen(point, List.copyOf(against), may, by == null ? null : at);
    }

    private static Set<Obstacle> obstacles(Inputs in) {
        var obstacles = EnumSet.noneOf(Obstacle.class);
        for (var reason : Policies.against(in)) {
            switch (reason) {
                case CARE_HOLD -> obstacles.add(Obstacle.CARE_HOLD);
                case NO_CONSENT -> obstacles.add(Obstacle.NO_CONSENT);
                case OPTED_OUT -> obstacles.add(Obstacle.OPTED_OUT);
                case PAUSED -> obstacles.addAll(pauses(in));
                case SNOOZED -> obstacles.add(Obstacle.SNOOZED);
                case IN_A_MEETING -> obstacles.add(Obstacle.IN_A_MEETING);
                case QUIET_HOURS -> obstacles.add(Obstacle.QUIET_HOURS);
                case RECENTLY_PRACTISED -> obstacles.add(Obstacle.RECENTLY_PRACTISED);
                case TOO_SOON -> obstacles.add(Obstacle.TOO_SOON);
                case DAILY_CAP -> obstacles.add(Obstacle.DAILY_CAP);
                case WEEKLY_CAP -> obstacles.add(Obstacle.WEEKLY_CAP);
                case NO_SAFE_CONTENT -> obstacles.add(nothingToSay(in));
                // A moment that is still to come is not past, and nothing is drawn.
                case STALE, NOT_DRAWN -> {}
            }
        }
        return obstacles;
    }

    private static Set<Obstacle> pauses(Inputs in) {
        var pauses = EnumSet.noneOf(Obstacle.class);
        if (in.isPaused()) {
            pauses.add(Obstacle.PAUSED);
        }
        if (in.isResting()) {
            pauses.add(Obstacle.RESTING);
        }
        if (in.plannedRest()) {
            pauses.add(Obstacle.DAY_OF_REST);
        }
        return pauses;
    }

    private static Obstacle nothingToSay(Inputs in) {
        if (in.contexts().stream().noneMatch(NudgeContexts::canCarry)) {
            return Obstacle.NO_PLACE;
        }
        return VariedContent.isDismissed(in) ? Obstacle.ALL_DISMISSED : Obstacle.NO_SAFE_CONTENT;
    }
}
