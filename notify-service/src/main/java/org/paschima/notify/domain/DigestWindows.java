package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When a member may be told what was suggested since the last time: at chosen local times of the zone of their profile. Each date
 * has each of them once, whatever clocks and journeys do, since they are resolved as slots of a plan are.
 */
public final class DigestWindows {

    /** Later than this it is no word for that hour any more; what it would have said is in the next one. */
    public static final Duration LATE = Duration.ofHours(3);

    /** Every wall time comes within these, whatever dates a zone leaves out. */
    private static final Duration LOOK_AHEAD = Duration.ofDays(4);

    private DigestWindows() {}

    /**
     * A time at which a digest is due.
     *
     * @param key date and time of day, which grows with time
     */
    public record Window(String key, Instant instant, ZoneId zone) {
        private static Window of(DecisionPoint point) {
            return new Window(point.key(), point.instant(), point.zone());
        }
    }

    /** The last one that has come and is not late, unless that or a later one is over already. */
    public static Optional<Window> due(MemberState state, List<LocalTime> hours, String over, Instant now) {
        var zones = state.settings().zones();
        return zones == null
                ? Optional.empty()
                : Slots.between(hours, zones, now.minus(LATE), now).stream()
                        .filter(point -> point.key().compareTo(over) > 0)
                        .reduce((_, last) -> last)
                        .map(Window::of);
    }

    /** When the next one comes; empty for a member without a profile. */
    public static Optional<Instant> next(MemberState state, List<LocalTime> hours, Instant after) {
        var zones = state.settings().zones();
        return zones == null
                ? Optional.empty()
                : Slots.between(hours, zones, after, after.plus(LOOK_AHEAD)).stream()
                        .map(DecisionPoint::instant)
                        .filter(instant -> instant.isAfter(after))
                        .findFirst();
    }

    /** Whether anything may be told now: what keeps nudges from a member keeps word of them away too. */
    public static boolean mayTell(MemberState state, Window window, Instant now) {
        var settings = state.settings();
        var plan = settings.planOrDefault();
        var until = plan.pausedUntil();
        boolean isPaused = state.history().pause().isAt(now) || (until != null && now.isBefore(until.toInstant()));
        var quiet = state.quietIn(window.zone(), now);
        return settings.allowsNudging()
                && plan.enabled()
                && !isPaused
                && state.careHold().isEmpty()
                && !settings.plansRestAt(window.instant(), window.zone())
                && !quiet.isAt(now)
                && !quiet.isAt(window.instant());
    }
}
