package org.paschima.notify.history;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.Rank;
import org.paschima.contract.Recurrence;
import org.paschima.contract.SlotZone;

/**
 * All that is so for a member after some facts of the log, as domain.md §4 and §5, issue 9 §3 and the ADRs 19 to 21 have
 * it. It shares nothing with the service but the words of the log.
 */
final class Life {

    private static final Duration FORGOTTEN_AHEAD = Duration.ofMinutes(10);
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(7);
    private static final Set<String> ROUTINE = Set.of("finger-tingling", "headache");

    @Nullable
    Profile profile;

    @Nullable
    Rank profileRank;

    @Nullable
    Instant profileSince;

    /** When the profile named its zone. */
    private Instant profileNamed = Instant.MIN;

    private boolean isAgreed;
    private long consentsVersion = -1;

    @Nullable
    Instant agreedSince;

    NudgePlan plan = NudgePlan.DEFAULT;

    @Nullable
    Rank planRank;

    /** Since when a slot is part of the plan; the default's always were. */
    final Map<LocalTime, Instant> slotSince = new HashMap<>();

    /** Since when the plan asks for what it asks for besides its slots. */
    Instant askedSince = Instant.MIN;

    final Set<Long> plansThatHeld = new HashSet<>();
    final List<Stay> stays = new ArrayList<>();
    final Map<String, Version> records = new HashMap<>();
    final List<Symptom> symptoms = new ArrayList<>();
    final Map<String, Fate> fates = new HashMap<>();

    @Nullable
    Instant snoozedUntil;

    /** Until when it holds for certain: one that was made by a clock that was set back since is cut (ADR 32). */
    @Nullable
    Instant snoozedForCertain;

    /** The end of the pause that was asked for last. */
    private Instant pausedUntil = Instant.MIN;

    private final Set<String> pauses = new HashSet<>();
    private @Nullable String snoozedBy;
    private final Set<List<Object>> snoozes = new HashSet<>();

    /** Where the member is from some time on; it may be taken to be so from {@code earliest}. */
    record Stay(Instant earliest, Instant from, ZoneId zone) {}

    /**
     * The version of a record that wins; of a deletion without a record.
     *
     * @param isLookedAt whether the plan of then asked for postures
     */
    record Version(Rank rank, long offset, @Nullable MemberRecord record, boolean isLookedAt) {}

    record Symptom(Rank rank, String record, String code, Instant at, long offset) {}

    static Life of(List<Told> facts) {
        var life = new Life();
        facts.forEach(life::hears);
        return life;
    }

    private void hears(Told told) {
        learns(told);
        if (profile != null) {
            var zone = where(profile);
            if (stays.isEmpty() || !stays.getLast().zone().equals(zone)) {
                stays.add(new Stay(told.earliest, told.written, zone));
            }
        }
    }

    /** The zone that the slots are wall times of, now or from tomorrow on. */
    private ZoneId where(Profile known) {
        return switch (plan.slotZone()) {
            case SlotZone.OfProfile() -> known.zone();
            case SlotZone.Named(var home) -> home;
            case SlotZone.OfRecords() ->
                newest(Instant.MAX)
                        .filter(newest -> instant(newest.head().at()).isAfter(profileNamed))
                        .map(newest -> newest.head().zone())
                        .orElse(known.zone());
        };
    }

    private void learns(Told told) {
        switch (told.fact) {
            case Fact.Recorded(var record, var _) -> recorded(told, (Fact.OfRecord) told.fact, record);
            case Fact.Deleted deleted -> recorded(told, deleted, null);
            case Fact.ProfileChanged changed -> lives(told, changed);
            case Fact.ConsentsChanged changed -> {
                // Of two of one version, only what both give is given (ADR 28).
                long version = changed.consents().version();
                boolean agreed = isAgreed;
                if (version >= consentsVersion) {
                    isAgreed = changed.consents().nudging() && (version > consentsVersion || agreed);
                    consentsVersion = version;
                }
                agreedSince = !agreed && isAgreed ? told.earliest : agreedSince;
            }
            case Fact.ScreeningChanged _, Fact.CareDismissed _ -> {
                // neither keeps from a nudge nor brings one
            }
            case Fact.NudgePlanChanged changed -> plans(told, changed);
            case Fact.NudgeFateReported(var reported) -> answers(told, reported);
            case Fact.NudgesResumed _ -> {
                snoozes(null, null, null);
                pausedUntil = Instant.MIN;
            }
            case Fact.NudgesPaused(var at, var until) -> {
                // One that comes again is the same one.
                if (pauses.add(at + " " + until)) {
                    pausedUntil = until == null ? Instant.MAX : instant(until);
                }
            }
        }
    }

    /** One that is sent again is the same one, also after what came between (ADR 32). */
    private void answers(Told told, NudgeFate reported) {
        fates.merge(reported.nudgeId(), reported.fate(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        var wanted = reported.snoozeUntil();
        if (reported.fate() == Fate.SNOOZED && wanted != null) {
            boolean isNew = snoozes.add(List.of(reported.nudgeId(), reported.at(), wanted));
            if (isNew && fates.get(reported.nudgeId()) != Fate.ACTED) {
                var longest = told.earliest.plus(LONGEST_SNOOZE);
                var until = instant(wanted);
                snoozes(reported.nudgeId(), until, until.isAfter(longest) ? longest : until);
            }
        } else if (reported.fate() == Fate.ACTED && reported.nudgeId().equals(snoozedBy)) {
            snoozes(null, null, null);
        }
    }

    private void snoozes(@Nullable String by, @Nullable Instant until, @Nullable Instant certain) {
        snoozedBy = by;
        snoozedUntil = until;
        snoozedForCertain = certain;
    }

    private void recorded(Told told, Fact.OfRecord fact, @Nullable MemberRecord record) {
        var id = fact.id().id();
        if (record instanceof SymptomReport report) {
            for (var symptom : report.symptoms()) {
                boolean isKnown = symptoms.stream()
                        .anyMatch(known -> known.record().equals(id)
                                && known.code().equals(symptom.code())
                                && known.rank().equals(fact.rank()));
                if (!isKnown) {
                    symptoms.add(new Symptom(
                            fact.rank(),
                            id,
                            symptom.code(),
                            instant(report.head().at()),
                            told.offset));
                }
            }
        }
        var known = records.get(id);
        if (known == null || fact.rank().beats(known.rank())) {
            records.put(
                    id,
                    new Version(
                            fact.rank(), told.offset, record, !plan.triggers().isOff()));
        }
    }

    private void lives(Told told, Fact.ProfileChanged changed) {
        if (profileRank != null && !changed.rank().beats(profileRank)) {
            return;
        }
        if (profile == null || !profile.zone().equals(changed.profile().zone())) {
            profileNamed = told.written;
        }
        profileSince = profileSince == null ? told.earliest : profileSince;
        profile = changed.profile();
        profileRank = changed.rank();
    }

    /** It holds if the plan before it is one that it was sent for, and ranks lower. */
    private void plans(Told told, Fact.NudgePlanChanged changed) {
        var before = planRank;
        var wanted = changed.ifMatch();
        boolean isMet =
                wanted == null || wanted.contains(before == null ? Fact.NudgePlanChanged.NO_PLAN : before.tag());
        if (!isMet || (before != null && !changed.rank().beats(before))) {
            return;
        }
        for (var slot : changed.plan().slots()) {
            if (!days(slot, plan).equals(days(slot, changed.plan()))
                    || !rule(slot, plan).equals(rule(slot, changed.plan()))) {
                slotSince.put(slot, told.earliest);
            }
        }
        slotSince.keySet().retainAll(changed.plan().slots());
        if (!changed.plan().triggers().equals(plan.triggers())) {
            askedSince = told.earliest;
        }
        plan = changed.plan();
        planRank = changed.rank();
        plansThatHeld.add(told.offset);
    }

    /** Of a slot that comes on other days than before it is only known from then on. */
    private static List<Boolean> days(LocalTime slot, NudgePlan plan) {
        return IntStream.range(0, 7)
                .mapToObj(DayOfWeek.MONDAY::plus)
                .map(day -> plan.slots().contains(slot)
                        && plan.slotRules().stream()
                                .filter(rule -> rule.slot().equals(slot))
                                .noneMatch(rule -> rule.off()
                                        || (!rule.days().isEmpty()
                                                && !rule.days().contains(day))))
                .toList();
    }

    private static List<Recurrence> rule(LocalTime slot, NudgePlan plan) {
        return plan.slotRules().stream()
                .filter(each -> each.slot().equals(slot))
                .flatMap(each -> Stream.ofNullable(each.recurrence()))
                .toList();
    }

    boolean agrees() {
        return profile != null && isAgreed;
    }

    /** Since when the member has a zone and agrees. */
    Instant since() {
        return since(LocalTime.MAX);
    }

    /** The first instant at which a slot may have a decision point. */
    Instant since(LocalTime slot) {
        var since = slotSince.getOrDefault(slot, Instant.MIN);
        for (var each : new Instant[] {profileSince, agreedSince}) {
            since = each != null && each.isAfter(since) ? each : since;
        }
        return since;
    }

    // --- care (domain.md §5.1, ADR 21)

    boolean isOnHold() {
        return symptoms.stream()
                .filter(symptom -> !ROUTINE.contains(symptom.code()))
                .anyMatch(symptom -> records.values().stream().noneMatch(version -> ends(version, symptom)));
    }

    private boolean ends(Version version, Symptom symptom) {
        if (!(version.record() instanceof SymptomReport report)
                || report.statement() == null
                || !report.statedByMember()
                || symptom.offset() >= version.offset()
                || symptom.at().isAfter(instant(report.head().at()))) {
            return false;
        }
        var stated = instant(report.head().at());
        return report.statement() != Statement.GONE_FOR_14_DAYS
                || symptoms.stream()
                        .noneMatch(other -> other.at().isAfter(stated.minus(Duration.ofDays(14)))
                                && (!other.at().isAfter(stated) || other.offset() < version.offset()));
    }

    // --- practices

    /** Those that overlap a span, both ends included; one still going on ends {@code going} after it began. */
    boolean hasPractised(Instant from, Instant to, Duration going) {
        return records.values().stream().anyMatch(version -> {
            if (!(version.record() instanceof Practice practice)) {
                return false;
            }
            var start = instant(practice.head().at());
            var ended = practice.endedAt();
            var end = ended == null ? start.plus(going) : instant(ended);
            return !start.isAfter(to) && !end.isBefore(from);
        });
    }

    // --- quiet and rest

    /** Where it must not be quiet: where the member is, where the date is, and where the newest record was made. */
    Set<ZoneId> places(ZoneId ofDate, Instant now) {
        var places = new HashSet<ZoneId>();
        places.add(ofDate);
        if (!stays.isEmpty()) {
            places.add(stays.getLast().zone());
        }
        if (plan.zonePolicy() == NudgePlan.ZonePolicy.FOLLOW_ME) {
            newest(now.plus(FORGOTTEN_AHEAD))
                    .ifPresent(newest -> places.add(newest.head().zone()));
        }
        return places;
    }

    private Optional<MemberRecord> newest(Instant until) {
        return records.values().stream()
                .flatMap(version -> Stream.ofNullable(version.record()))
                .filter(record -> !instant(record.head().at()).isAfter(until))
                .max((one, other) -> {
                    int byTime = instant(one.head().at())
                            .compareTo(instant(other.head().at()));
                    return byTime != 0
                            ? byTime
                            : other.head().id().id().compareTo(one.head().id().id());
                });
    }

    /** Whether the member's day of a wall time is one kept free. */
    boolean isRestAt(LocalDate date, LocalTime time) {
        if (profile == null) {
            return false;
        }
        var day = time.isBefore(profile.dayStart()) ? date.minusDays(1) : date;
        return profile.rest().weekdays().contains(day.getDayOfWeek())
                || profile.rest().away().stream()
                        .anyMatch(away -> !day.isBefore(away.from()) && !day.isAfter(away.to()));
    }

    boolean isPausedAt(Instant now) {
        var until = plan.pausedUntil();
        return now.isBefore(pausedUntil) || (until != null && now.isBefore(until.toInstant()));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
