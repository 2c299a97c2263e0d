package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How it went with a member's nudges so far: all that caps and burden depend on.
 *
 * @param nudges the issued ones of the last days, oldest first
 * @param nextSeq the number of the next entry of the nudge log, from 1
 */
public record NudgeHistory(
        List<SentNudge> nudges,
        long nextSeq,
        Snooze snooze,
        Decided past,
        Patience patience,
        Dismissals dismissals,
        Pause pause) {

    /** Longer than 7 × 24 hours and 7 local dates in whatever zones. */
    static final Duration NUDGES_MATTER = Duration.ofDays(10);

    static final NudgeHistory BEGINNING = new NudgeHistory(
            List.of(),
            1,
            Snooze.NONE,
            new Decided(null, "", 0, List.of(), null),
            new Patience(0, null, null),
            Dismissals.NONE,
            Pause.NONE);

    public NudgeHistory {
        nudges = List.copyOf(nudges);
    }

    /**
     * What was decided.
     *
     * @param through decision points up to here are past, decided or not; null before the first profile
     * @param actions of the last decision points, oldest first: {@code 1} sent, {@code 0} not
     * @param availablePoints how many decision points were available, ever
     * @param keys of the decision points of the last dates
     * @param postponed a decision point that is due and not decided yet; null where there is none
     */
    public record Decided(
            @Nullable Instant through,
            String actions,
            int availablePoints,
            List<String> keys,
            @Nullable Postponed postponed) {
        public Decided {
            keys = List.copyOf(keys);
        }
    }

    /**
     * How well nudges are received.
     *
     * @param ignoredInARow nudges in a row that ran out without any answer
     * @param restUntil no nudges until then, because too many were ignored
     * @param askedAt since when it is asked whether they shall go on; null when it is not
     */
    public record Patience(
            int ignoredInARow,
            @Nullable Instant restUntil,
            @Nullable Instant askedAt) {}

    public @Nullable Instant snoozedUntil() {
        return snooze.until();
    }

    public @Nullable String snoozedBy() {
        return snooze.nudgeId();
    }

    public @Nullable Instant decidedThrough() {
        return past.through();
    }

    public String actions() {
        return past.actions();
    }

    public int availablePoints() {
        return past.availablePoints();
    }

    public List<String> decided() {
        return past.keys();
    }

    public @Nullable Postponed postponed() {
        return past.postponed();
    }

    /** What a decision point was put off by; null where it was not. */
    @Nullable
    Busy postponed(DecisionPoint point) {
        var postponed = past.postponed();
        return postponed == null || !postponed.key().equals(point.key()) ? null : postponed.by();
    }

    public int ignoredInARow() {
        return patience.ignoredInARow();
    }

    public @Nullable Instant restUntil() {
        return patience.restUntil();
    }

    /** What the last nudges said, oldest first; of those of version 1 of the policy nothing is known. */
    List<String> lastSaid(int most) {
        var said = nudges.stream()
                .sorted(Comparator.comparingLong(SentNudge::seq))
                .map(SentNudge::said)
                .filter(Objects::nonNull)
                .toList();
        return said.subList(Math.max(0, said.size() - most), said.size());
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
     * was set forward is set back again, and as many as the next one must not sound like.
     */
    NudgeHistory forgetful(Instant now, int per7Days) {
        var newestFirst = nudges.stream()
                .sorted(Comparator.comparing(SentNudge::issuedAt).reversed())
                .toList();
        var kept = new HashSet<>(
                newestFirst.subList(0, Math.min(Math.max(2 * per7Days, VariedContent.TEXTS_APART), nudges.size())));
        return nudges(nudges.stream()
                .filter(n -> kept.contains(n) || n.issuedAt().isAfter(now.minus(NUDGES_MATTER)))
                .toList());
    }

    NudgeHistory eachNudge(UnaryOperator<SentNudge> change) {
        return nudges(nudges.stream().map(change).toList());
    }

    // --- the same but for one part

    NudgeHistory nudges(List<SentNudge> changed) {
        return new NudgeHistory(changed, nextSeq, snooze, past, patience, dismissals, pause);
    }

    NudgeHistory nextSeq(long next) {
        return new NudgeHistory(nudges, next, snooze, past, patience, dismissals, pause);
    }

    NudgeHistory snooze(Snooze changed) {
        return new NudgeHistory(nudges, nextSeq, changed, past, patience, dismissals, pause);
    }

    NudgeHistory decidedThrough(Instant instant) {
        return decided(new Decided(instant, actions(), availablePoints(), decided(), postponed()));
    }

    NudgeHistory decision(String lastActions, int available, List<String> keys) {
        var postponed = postponed();
        return decided(new Decided(
                decidedThrough(),
                lastActions,
                available,
                keys,
                postponed != null && keys.contains(postponed.key()) ? null : postponed));
    }

    NudgeHistory postponed(Postponed postponed) {
        return decided(new Decided(decidedThrough(), actions(), availablePoints(), decided(), postponed));
    }

    private NudgeHistory decided(Decided changed) {
        return new NudgeHistory(nudges, nextSeq, snooze, changed, patience, dismissals, pause);
    }

    NudgeHistory patience(Patience changed) {
        return new NudgeHistory(nudges, nextSeq, snooze, past, changed, dismissals, pause);
    }

    /** Somebody is there: nothing of what being ignored led to is left. */
    NudgeHistory welcomed() {
        return patience(new Patience(0, null, null));
    }

    NudgeHistory dismissals(Dismissals changed) {
        return new NudgeHistory(nudges, nextSeq, snooze, past, patience, changed, pause);
    }

    NudgeHistory pause(Pause changed) {
        return new NudgeHistory(nudges, nextSeq, snooze, past, patience, dismissals, changed);
    }
}
