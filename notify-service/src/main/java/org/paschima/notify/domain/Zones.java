package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a member has lived lately, and so when the wall times of each local date are.
 *
 * <p>A change of zone applies to the next local date (domain.md §4.4). If it is another date already in the new zone, as
 * over the date line, it applies at once: a date that is left is over, and one that is lived again or still to come is
 * lived in the new zone. So a local day that is lived has its decision points once: each of them lies on its own date
 * where the member is then, and none comes twice, since what was decided is told by slot and date.
 *
 * @param legs oldest first, at least one; each holds until the next begins
 * @param named when the profile named its zone; null: before that was noted
 */
public record Zones(List<Leg> legs, @Nullable Instant named) {

    /** Changes that are remembered: what came before more of them is past. */
    private static final int MOST_LEGS = 12;

    /** Longer than a decision point waits to be decided. */
    private static final Duration OVER = Duration.ofDays(2);

    public Zones {
        if (legs.isEmpty()) {
            throw new IllegalArgumentException("a member with zones lives somewhere");
        }
        legs = List.copyOf(legs);
    }

    /**
     * The zones since one change.
     *
     * @param since when the zone was named; null: always was
     * @param current of the dates before {@code from}
     * @param next the zone from {@code from} on, where the member is already; null, with it, when it applies at once
     */
    public record Leg(
            @Nullable Instant since,
            ZoneId current,
            @Nullable ZoneId next,
            @Nullable LocalDate from) {
        public Leg {
            if ((next == null) != (from == null)) {
                throw new IllegalArgumentException("a next zone needs the date it begins on");
            }
        }

        /** Where the member is. */
        ZoneId stated() {
            return next == null ? current : next;
        }

        ZoneId on(LocalDate date) {
            return next != null && from != null && !date.isBefore(from) ? next : current;
        }

        /**
         * When a wall time of a date is: in the date's own zone or in the one the member is in, whichever comes first, if it
         * is still that date where the member is.
         */
        Optional<DecisionPoint> point(LocalDate date, LocalTime slot) {
            return next == null ? inCurrent(date, slot) : inEither(date, slot);
        }

        /** Most members stay where they are, and their points are looked for at each decision. */
        private Optional<DecisionPoint> inCurrent(LocalDate date, LocalTime slot) {
            if (!exists(date, current)) {
                return Optional.empty();
            }
            var instant = Slots.resolve(date, slot, current);
            return since == null || !instant.isBefore(since)
                    ? Optional.of(new DecisionPoint(slot, date, current, instant))
                    : Optional.empty();
        }

        private Optional<DecisionPoint> inEither(LocalDate date, LocalTime slot) {
            return Stream.of(on(date), stated())
                    .distinct()
                    .filter(zone -> exists(date, zone))
                    .map(zone -> new DecisionPoint(slot, date, zone, Slots.resolve(date, slot, zone)))
                    .filter(point -> since == null || !point.instant().isBefore(since))
                    .filter(point -> point.zone().equals(stated())
                            || LocalDate.ofInstant(point.instant(), stated()).equals(date))
                    .min(Slots.IN_ORDER);
        }

        /** A date that a zone left out, going over the date line, is lived by nobody there. */
        private static boolean exists(LocalDate date, ZoneId zone) {
            return date.atStartOfDay(zone).toLocalDate().equals(date);
        }
    }

    static Zones in(ZoneId zone) {
        return new Zones(List.of(new Leg(null, zone, null, null)), null);
    }

    /** What it becomes when the profile names another zone, wherever the slots are. */
    Zones named(Instant at) {
        return new Zones(legs, at);
    }

    /** The zone that was named last, whether it applies already or not. */
    public ZoneId stated() {
        return legs.getLast().stated();
    }

    /** The zone that the member was in at an instant. */
    ZoneId at(Instant instant) {
        return legs.stream()
                .filter(leg -> leg.since() == null || !leg.since().isAfter(instant))
                .reduce((_, later) -> later)
                .orElse(legs.getFirst())
                .stated();
    }

    /** The zone of a date, as of now. */
    ZoneId on(LocalDate date) {
        return legs.getLast().on(date);
    }

    /** When the wall time of a date is decided: at most one instant of each leg, in order. */
    List<DecisionPoint> points(LocalDate date, LocalTime slot) {
        var points = new ArrayList<DecisionPoint>();
        for (int i = 0; i < legs.size(); i++) {
            var until = i + 1 < legs.size() ? legs.get(i + 1).since() : null;
            legs.get(i)
                    .point(date, slot)
                    .filter(point -> until == null || point.instant().isBefore(until))
                    .ifPresent(points::add);
        }
        return points;
    }

    /** What it becomes when a zone is named at an instant. */
    Zones moved(ZoneId to, Instant since) {
        var last = legs.getLast();
        if (to.equals(last.stated())) {
            return this;
        }
        // Clocks of writers differ; a change is not before the one it follows.
        var at = last.since() != null && last.since().isAfter(since) ? last.since() : since;
        var here = LocalDate.ofInstant(at, last.stated());
        var there = LocalDate.ofInstant(at, to);
        var today = last.on(here);
        var leg = here.equals(there) ? new Leg(at, today, to, here.plusDays(1)) : new Leg(at, to, null, null);
        var changed = new ArrayList<>(legs);
        changed.add(leg);
        while (changed.size() > 1 && (changed.size() > MOST_LEGS || isOver(changed.get(1), at))) {
            changed.removeFirst();
        }
        return new Zones(changed, named);
    }

    /** When a zone was named last; null: always was. */
    @Nullable
    Instant latest() {
        var since = legs.getLast().since();
        return since == null || (named != null && named.isAfter(since)) ? named : since;
    }

    /** What was named by a clock that was ahead and was set back since is named now, in the order it came. */
    Zones notAfter(Instant now) {
        int past = 0;
        while (past < legs.size()) {
            var since = legs.get(past).since();
            if (since != null && since.isAfter(now)) {
                break;
            }
            past++;
        }
        var byThen = named != null && named.isAfter(now) ? now : named;
        if (past == legs.size()) {
            return new Zones(legs, byThen);
        }
        var back = new Zones(past == 0 ? in(legs.getFirst().current()).legs() : legs.subList(0, past), byThen);
        for (var leg : legs.subList(past, legs.size())) {
            back = back.moved(leg.stated(), now);
        }
        return back;
    }

    private static boolean isOver(Leg second, Instant now) {
        return second.since() != null && second.since().isBefore(now.minus(OVER));
    }
}
