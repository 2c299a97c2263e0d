package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Language;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgePlan.ZonePolicy;

/**
 * All that a decision about one member depends on, in one guarded document: caps, care and consent cannot be records torn.
 *
 * @param rev grows with every change; a write that did not see the last one fails
 */
public record MemberState(
        long rev,
        Settings settings,
        Standing standing,
        RecentRecords records,
        Reports reports,
        NudgeHistory history,
        Learning learning) {

    /** A member of whom nothing was heard. */
    public static final MemberState UNKNOWN = new MemberState(
            0,
            Settings.NONE,
            Standing.ALWAYS,
            RecentRecords.NOTHING,
            Reports.NONE,
            NudgeHistory.BEGINNING,
            Learning.NOTHING);

    /** When the next decision is due; empty for a member without a profile or without slots. */
    public Optional<Instant> nextDue() {
        return Slots.next(this).map(first -> Postponed.due(this, first));
    }

    /** The minutes of a UTC day, 0 to 1439, that its slots come in around an instant: a hint, which changes of zone outdate. */
    public SortedSet<Integer> slotMinutes(Instant around) {
        return Slots.minutesOfDay(this, around);
    }

    /** The words in the language of the profile; English without one. */
    public Phrases words() {
        return Phrases.in(settings.language());
    }

    /** The language to tell the member something in: the one that is asked for now, else that of the profile. */
    public Language language(Optional<Language> asked) {
        return asked.orElseGet(settings::language);
    }

    /** Since when it is asked whether nudges shall go on that nobody answered (domain.md §4.3). */
    public Optional<Instant> question() {
        return Optional.ofNullable(history.patience().askedAt());
    }

    public List<SentNudge> openNudges(Instant now) {
        return history.nudges().stream().filter(nudge -> nudge.isOpenAt(now)).toList();
    }

    /** Where the newest record was made, under a plan that follows the member; null: nowhere else. */
    @Nullable
    ZoneId recordZone(Instant now) {
        return settings.planOrDefault().zonePolicy() == ZonePolicy.FOLLOW_ME ? reports.newestZone(now) : null;
    }

    /** Quiet hours where the member may be: by the zone of a decision point, the one named last, that of the newest record. */
    Quiet quietIn(ZoneId zone, Instant now) {
        var zones = settings.zones();
        var places = zones == null
                ? Stream.<ZoneId>of()
                : Stream.of(zone, zones.stated(), recordZone(now)).filter(Objects::nonNull);
        return new Quiet(
                settings.planOrDefault().quietHours(),
                settings.planOrDefault().quietDays(),
                places.distinct().toList());
    }

    /** The last instant that something of it was made at; one ahead of the clock was made before that was set back. */
    public Optional<Instant> reaches() {
        var zones = settings.zones();
        return Stream.of(
                        Stream.of(
                                history.decidedThrough(),
                                standing.latest(),
                                zones == null ? null : zones.latest(),
                                before(history.snoozedUntil(), NudgeFate.LONGEST_SNOOZE),
                                before(history.restUntil(), Fatigue.REST)),
                        history.nudges().stream()
                                .filter(nudge -> nudge.withdrawn() == null)
                                .map(SentNudge::issuedAt))
                .flatMap(instants -> instants)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    /** It was made then at the earliest. */
    private static @Nullable Instant before(@Nullable Instant until, Duration longest) {
        return until == null ? null : until.minus(longest);
    }

    /** Until when the last of the nudges holds that were not withdrawn. */
    public Optional<Instant> holdsUntil() {
        return history.nudges().stream()
                .filter(nudge -> nudge.withdrawn() == null)
                .map(SentNudge::validUntil)
                .max(Instant::compareTo);
    }

    public Optional<Care.Hold> careHold() {
        return Care.hold(records);
    }

    /** That a check is suggested, until the member goes on. */
    public Optional<Suggestion> suggestion(Instant now) {
        return Routine.suggestion(this, now);
    }

    /** The last number of the member's nudge log that was used; 0 before the first. */
    public long lastSeq() {
        return history.nextSeq() - 1;
    }

    /** Whether it says the same as another, whatever their revisions. */
    public boolean saysTheSameAs(MemberState other) {
        return settings.equals(other.settings)
                && standing.equals(other.standing)
                && records.equals(other.records)
                && reports.equals(other.reports)
                && history.equals(other.history)
                && learning.equals(other.learning);
    }

    MemberState with(Settings changed) {
        return new MemberState(rev, changed, standing, records, reports, history, learning);
    }

    MemberState with(Standing changed) {
        return new MemberState(rev, settings, changed, records, reports, history, learning);
    }

    MemberState with(RecentRecords changed) {
        return new MemberState(rev, settings, standing, changed, reports, history, learning);
    }

    MemberState with(Reports changed) {
        return new MemberState(rev, settings, standing, records, changed, history, learning);
    }

    MemberState with(NudgeHistory changed) {
        return new MemberState(rev, settings, standing, records, reports, changed, learning);
    }

    MemberState with(Learning changed) {
        return new MemberState(rev, settings, standing, records, reports, history, changed);
    }

    public MemberState nextRevision() {
        return new MemberState(rev + 1, settings, standing, records, reports, history, learning);
    }
}
