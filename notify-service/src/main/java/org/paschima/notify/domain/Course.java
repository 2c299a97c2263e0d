package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How it went with a member's nudges so far: all that caps and burden depend on.
 *
 * @param nudges the issued ones of the last days, oldest first
 * @param nextSeq the number of the next entry of the nudge log, from 1
 * @param decidedThrough decision points up to here are past, decided or not; null before the first profile
 * @param actions of the last decision points, oldest first: {@code 1} sent, {@code 0} not
 * @param availablePoints how many decision points were available, ever
 * @param ignoredInARow nudges in a row that ran out without any answer
 * @param restUntil no nudges until then, because too many were ignored
 * @param decided keys of the decision points of the last dates
 * @param snoozedBy the nudge that {@code snoozedUntil} was asked for at; null when it is not known or there is none
 */
public record Course(
        List<SentNudge> nudges,
        @Nullable Instant snoozedUntil,
        long nextSeq,
        @Nullable Instant decidedThrough,
        String actions,
        int availablePoints,
        int ignoredInARow,
        @Nullable Instant restUntil,
        List<String> decided,
        @Nullable String snoozedBy) {

    /** Longer than 7 × 24 hours and 7 local dates in whatever zones. */
    static final Duration NUDGES_MATTER = Duration.ofDays(10);

    static final Course BEGINNING = new Course(List.of(), null, 1, null, "", 0, 0, null, List.of(), null);

    public Course {
        nudges = List.copyOf(nudges);
        decided = List.copyOf(decided);
    }

    /** How many were sent so near in time, on either side: some lie ahead when a clock was set back. */
    int sentWithin(Duration span, Instant now) {
        return (int) nudges.stream()
                .filter(n ->
                        n.issuedAt().isAfter(now.minus(span)) && n.issuedAt().isBefore(now.plus(span)))
                .count();
    }

    /** How many were sent on local dates, both ends included. */
    int sentBetween(LocalDate from, LocalDate to) {
        return (int) nudges.stream()
                .filter(n -> !n.localDate().isBefore(from) && !n.localDate().isAfter(to))
                .count();
    }

    /** When the nudge was sent that is nearest in time. */
    @Nullable
    Instant nearestSent(Instant now) {
        return nudges.stream()
                .map(SentNudge::issuedAt)
                .min(Comparator.comparing(
                        issued -> Duration.between(issued, now).abs()))
                .orElse(null);
    }

    /**
     * Those that caps may still depend on: of the last days, and always as many as two weeks may have, since a clock that
     * was set forward is set back again.
     */
    Course forgetful(Instant now, int per7Days) {
        var newestFirst = nudges.stream()
                .sorted(Comparator.comparing(SentNudge::issuedAt).reversed())
                .toList();
        var kept = new HashSet<>(newestFirst.subList(0, Math.min(2 * per7Days, nudges.size())));
        return nudges(nudges.stream()
                .filter(n -> kept.contains(n) || n.issuedAt().isAfter(now.minus(NUDGES_MATTER)))
                .toList());
    }

    Course eachNudge(UnaryOperator<SentNudge> change) {
        return nudges(nudges.stream().map(change).toList());
    }

    Course nudges(List<SentNudge> changed) {
        return new Course(
                changed,
                snoozedUntil,
                nextSeq,
                decidedThrough,
                actions,
                availablePoints,
                ignoredInARow,
                restUntil,
                decided,
                snoozedBy);
    }

    /** A snooze takes the place of the one before it, whichever ends first; null ends it. */
    Course snoozed(@Nullable Instant until, @Nullable String nudgeId) {
        return new Course(
                nudges,
                until,
                nextSeq,
                decidedThrough,
                actions,
                availablePoints,
                ignoredInARow,
                restUntil,
                decided,
                nudgeId);
    }

    Course nextSeq(long next) {
        return new Course(
                nudges,
                snoozedUntil,
                next,
                decidedThrough,
                actions,
                availablePoints,
                ignoredInARow,
                restUntil,
                decided,
                snoozedBy);
    }

    Course decidedThrough(Instant instant) {
        return new Course(
                nudges,
                snoozedUntil,
                nextSeq,
                instant,
                actions,
                availablePoints,
                ignoredInARow,
                restUntil,
                decided,
                snoozedBy);
    }

    Course fatigue(int ignored, @Nullable Instant until) {
        return new Course(
                nudges,
                snoozedUntil,
                nextSeq,
                decidedThrough,
                actions,
                availablePoints,
                ignored,
                until,
                decided,
                snoozedBy);
    }

    Course decision(String lastActions, int available, List<String> keys) {
        return new Course(
                nudges,
                snoozedUntil,
                nextSeq,
                decidedThrough,
                lastActions,
                available,
                ignoredInARow,
                restUntil,
                keys,
                snoozedBy);
    }
}
