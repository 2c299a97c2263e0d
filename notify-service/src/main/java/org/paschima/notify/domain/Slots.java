package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.paschima.contract.Recurrence;

/**
 * Decision points by local wall time (domain.md §4.4): a time in a gap moves on by its length, a time in an overlap is
 * its first occurrence. One per (slot, local date), so an overlap cannot fire twice and a gap cannot be lost.
 */
public final class Slots {

    static final Comparator<DecisionPoint> IN_ORDER = Comparator.comparing(DecisionPoint::instant)
            .thenComparing(DecisionPoint::localDate)
            .thenComparing(DecisionPoint::slot);

    private static final Duration TWO_DATES = Duration.ofDays(4);

    /** A day of the week comes within a week, or within two where a zone leaves out the date it would be on. */
    private static final Duration TWO_WEEKS = Duration.ofDays(18);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int DAY_SECONDS = 24 * 60 * 60;

    /** Dates on which a slot may lie at an instant: a zone is at most 14 hours off, and a gap at most a day long. */
    private static final int AROUND = 3;

    private Slots() {}

    /** The instant of a wall time of a date. */
    public static Instant resolve(LocalDate date, LocalTime slot, ZoneId zone) {
        return ZonedDateTime.of(date, slot, zone).toInstant();
    }

    /**
     * The minutes of a UTC day that a member's slots come in, whatever their days are: by the zone of an instant and of a week
     * later, as clocks change meanwhile.
     */
    static SortedSet<Integer> minutesOfDay(MemberState state, Instant around) {
        var zones = state.settings().zones();
        var minutes = new TreeSet<Integer>();
        if (zones != null) {
            for (var when : List.of(around, around.plus(WEEK))) {
                int offset = zones.at(when).getRules().getOffset(when).getTotalSeconds();
                for (var slot : state.settings().planOrDefault().slots()) {
                    minutes.add(Math.floorMod(slot.toSecondOfDay() - offset, DAY_SECONDS) / 60);
                }
            }
        }
        return minutes;
    }

    /** The first decision point of a member that is not past yet. */
    static Optional<DecisionPoint> next(MemberState state) {
        var zones = state.settings().zones();
        var through = state.history().decidedThrough();
        // Without consent nothing is decided, so nothing is kept of whoever never asked.
        if (zones == null || through == null || !state.settings().allowsNudging()) {
            return Optional.empty();
        }
        var plan = state.settings().planOrDefault();
        var slots = plan.slots().stream()
                .filter(slot -> plan.rule(slot).map(rule -> !rule.off()).orElse(true))
                .flatMap(slot -> next(slot, zones, through, state).stream());
        return Stream.concat(slots, triggered(state, zones, through).stream()).min(IN_ORDER);
    }

    /**
     * The one that the posture checks bring, if any. Its slot is the local minute that it falls in, which it takes from no slot
     * of the plan. It keeps away from the decision points before it, so that who was just asked for is not asked for again.
     */
    private static Optional<DecisionPoint> triggered(MemberState state, Zones zones, Instant through) {
        var plan = state.settings().planOrDefault();
        return plan.triggers().isOff()
                ? Optional.empty()
                : Stillness.shown(state.records(), plan.triggers())
                        .filter(shown -> !shown.at().isBefore(through.plus(Inputs.VALID)))
                        .flatMap(shown -> at(shown, zones))
                        .filter(point -> !plan.slots().contains(point.slot()))
                        .filter(point -> isStanding(point, state))
                        .filter(point -> !state.history().decided().contains(point.key()));
    }

    private static boolean isStanding(DecisionPoint point, MemberState state) {
        var since = state.standing().sinceTriggers();
        return since == null || !point.instant().isBefore(since);
    }

    /**
     * Where the member is then, on a day of travel too. Empty in the second of two hours that a clock shows twice: the wall time
     * tells the first.
     */
    private static Optional<DecisionPoint> at(Triggered shown, Zones zones) {
        var minute = shown.at().truncatedTo(ChronoUnit.MINUTES);
        var instant = minute.equals(shown.at()) ? minute : minute.plus(Duration.ofMinutes(1));
        var zone = zones.at(instant);
        var local = instant.atZone(zone).toLocalDateTime();
        return resolve(local.toLocalDate(), local.toLocalTime(), zone).equals(instant)
                ? Optional.of(new DecisionPoint(local.toLocalTime(), local.toLocalDate(), zone, instant, shown))
                : Optional.empty();
    }

    /** The decision points of a member before an instant that are not past yet, in order, each once. */
    static List<DecisionPoint> before(MemberState state, Instant end) {
        var zones = state.settings().zones();
        var through = state.history().decidedThrough();
        if (zones == null || through == null || !state.settings().allowsNudging()) {
            return List.of();
        }
        var plan = state.settings().planOrDefault();
        var decided = new HashSet<>(state.history().decided());
        var slots = plan.slots().stream()
                .flatMap(slot -> between(List.of(slot), zones, begins(slot, through, state), end).stream())
                .filter(point -> plan.isOn(point.slot(), point.localDate()));
        return Stream.concat(slots, triggered(state, zones, through).stream())
                .filter(point -> point.instant().isBefore(end))
                .sorted(IN_ORDER)
                .filter(point -> decided.add(point.key()))
                .toList();
    }

    private static Instant begins(LocalTime slot, Instant through, MemberState state) {
        var since = state.standing().since(slot);
        return since != null && since.isAfter(through) ? since : through;
    }

    /** Each slot is looked for from where it began to hold: a plan may have been without it for long. */
    private static Optional<DecisionPoint> next(LocalTime slot, Zones zones, Instant through, MemberState state) {
        var from = begins(slot, through, state);
        var plan = state.settings().planOrDefault();
        var decided = state.history().decided();
        var rule = plan.recurrence(slot);
        if (rule.isPresent()) {
            return next(slot, rule.get(), zones, from, decided);
        }
        while (true) {
            // Any slot comes within two dates, or two weeks; a change of zone may move the first of them behind us, so
            // look further.
            var points = between(
                    List.of(slot), zones, from, from.plus(plan.rule(slot).isPresent() ? TWO_WEEKS : TWO_DATES));
            var next = points.stream()
                    .filter(point -> plan.isOn(slot, point.localDate()))
                    .filter(point -> !decided.contains(point.key()))
                    .findFirst();
            // A clock that was ahead may have had all of them decided.
            if (next.isPresent() || points.isEmpty() || isNoneAfter(decided, points.getLast())) {
                return next;
            }
            from = points.getLast().instant();
        }
    }

    private static boolean isNoneAfter(List<String> decided, DecisionPoint last) {
        var key = last.key();
        return decided.stream().allMatch(each -> each.compareTo(key) <= 0);
    }

    /** A rule may leave out years, so its dates are asked for, and then where they lie. */
    private static Optional<DecisionPoint> next(
            LocalTime slot, Recurrence rule, Zones zones, Instant from, List<String> decided) {
        var earliest = from.atZone(ZoneOffset.UTC).toLocalDate().minusDays(AROUND);
        for (var date = rule.next(earliest);
                date.isPresent();
                date = rule.next(date.get().plusDays(1))) {
            // Who goes over the date line may come to a later date first.
            var next = date.get()
                    .datesUntil(date.get().plusDays(AROUND))
                    .filter(rule::comesOn)
                    .flatMap(each -> zones.points(each, slot).stream())
                    .filter(point -> !point.instant().isBefore(from))
                    .filter(point -> !decided.contains(point.key()))
                    .min(IN_ORDER);
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    /**
     * The decision points of a span, both ends included, in order. Two can share an instant, when a gap moved one of them
     * onto the other; so what is past is told by its key, not by its instant alone.
     */
    static List<DecisionPoint> between(List<LocalTime> slots, Zones zones, Instant from, Instant until) {
        var points = new ArrayList<DecisionPoint>();
        // A zone is at most 14 hours ahead of UTC or behind, and a gap at most a day long.
        var last = until.atZone(ZoneOffset.UTC).toLocalDate().plusDays(2);
        for (var date = from.atZone(ZoneOffset.UTC).toLocalDate().minusDays(AROUND);
                !date.isAfter(last);
                date = date.plusDays(1)) {
            for (var slot : slots) {
                for (var point : zones.points(date, slot)) {
                    if (!point.instant().isBefore(from) && !point.instant().isAfter(until)) {
                        points.add(point);
                    }
                }
            }
        }
        points.sort(IN_ORDER);
        return points;
    }
}
