package org.paschima.notify.domain;

import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.fate;
import static org.paschima.notify.domain.MemberFixture.felt;
import static org.paschima.notify.domain.MemberFixture.nobodyAt;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.practisedIn;
import static org.paschima.notify.domain.MemberFixture.states;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.NudgePlan.ZonePolicy;
import org.paschima.contract.Profile;
import org.paschima.contract.Rest;
import org.paschima.contract.Rest.Away;
import org.paschima.contract.Screening;
import org.paschima.contract.SlotZone;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.history.RuleFixture;

/**
 * Random days of a member: any zone whose clocks change between 2020 and 2030, most of them days around such a change, with
 * plans of every kind, travel, absence, practice, symptoms, and answers or none.
 */
final class RandomDays {

    /** Zones of this decade whose clocks change. */
    static final List<ZoneId> ZONES = ZoneId.getAvailableZoneIds().stream()
            .sorted()
            .map(ZoneId::of)
            .filter(zone -> changesAfter(zone, Instant.parse("2020-01-01T00:00:00Z")) != null)
            .toList();

    private static final List<String> CONDITIONS = Catalog.v1().practices().stream()
            .flatMap(practice -> Stream.concat(practice.doNotSuggestIf().stream(), practice.caution().stream()))
            .distinct()
            .toList();

    private final Random random;
    final MemberFixture member;
    private int version = 1;

    private RandomDays(Random random, MemberFixture member) {
        this.random = random;
        this.member = member;
    }

    static RandomDays of(Random random) {
        var zone = one(ZONES, random);
        var year = Instant.parse((2020 + random.nextInt(10)) + "-01-01T00:00:00Z");
        var change = changesAfter(zone, year);
        var start = (change == null ? year : change)
                .minus(Duration.ofMinutes(random.nextInt(20 * 1_440)))
                .truncatedTo(ChronoUnit.SECONDS);
        var days = new RandomDays(random, nobodyAt(start));
        days.lives(zone);
        days.member.happens(consents(true, 1));
        days.member.happens(FactCodec.changed(new Screening(List.of(), 1)));
        days.plans();
        return days;
    }

    private static @Nullable Instant changesAfter(ZoneId zone, Instant instant) {
        var next = zone.getRules().nextTransition(instant);
        return next == null || next.getInstant().isAfter(Instant.parse("2031-01-01T00:00:00Z"))
                ? null
                : next.getInstant();
    }

    /** Slot after slot, with something between them now and then. */
    RandomDays live(int slots) {
        for (int i = 0; i < slots; i++) {
            if (random.nextInt(4) == 0) {
                something();
            }
            member.state
                    .nextDue()
                    .ifPresent(due -> member.at(due.isAfter(member.now) ? due : member.now)
                            .decides());
            if (random.nextInt(3) > 0) {
                answers();
            }
        }
        return this;
    }

    void something() {
        version++;
        var now = member.now;
        switch (random.nextInt(14)) {
            case 0, 1 -> plans();
            case 2, 3 ->
                member.happens(
                        random.nextBoolean()
                                ? practised(
                                        "p" + version,
                                        1,
                                        now.minusSeconds(random.nextInt(4_000)),
                                        Duration.ofMinutes(5))
                                : practisedIn(
                                        one(ZONES, random), "p" + version, 1, now.minusSeconds(random.nextInt(4_000))));
            case 4 -> lives(one(ZONES, random));
            case 5 -> member.happens(felt("f" + version, 1, random.nextInt(5) - 2, now));
            case 6 -> member.happens(symptom("s" + version, 1, random.nextBoolean() ? "fever" : "headache", now));
            case 7, 8 -> member.happens(states("t" + version, 1, Statement.CHECKED_BY_PROFESSIONAL, now));
            case 9 ->
                member.happens(new Fact.NudgesPaused(
                        utc(now),
                        random.nextInt(4) == 0
                                ? null
                                : utc(now).plusHours(random.nextInt(100)).plusMinutes(1)));
            case 10 -> member.happens(new Fact.NudgesResumed(utc(now)));
            case 11 -> member.happens(consents(random.nextInt(4) > 0, version));
            case 12 ->
                member.happens(
                        FactCodec.changed(new Screening(random.nextBoolean() ? List.of() : CONDITIONS, version)));
            default -> {
                member.state.nextDue().ifPresent(due -> member.at(due).decides());
                answers();
            }
        }
    }

    void practises() {
        version++;
        member.happens(
                practised("p" + version, 1, member.now.minusSeconds(random.nextInt(4_000)), Duration.ofMinutes(5)));
    }

    void answers() {
        var now = member.now;
        member.state.openNudges(now).stream()
                .findFirst()
                .ifPresent(open -> member.happens(fate(
                        open.nudgeId(),
                        one(List.of(Fate.DISMISSED, Fate.OPENED, Fate.ACTED, Fate.SNOOZED), random),
                        now,
                        now.plus(Duration.ofMinutes(1 + random.nextInt(600))))));
    }

    void lives(ZoneId zone) {
        var today = LocalDate.ofInstant(member.now, zone);
        var away = today.plusDays(random.nextInt(12));
        var rest = random.nextInt(3) > 0
                ? Rest.NONE
                : new Rest(
                        random.nextBoolean() ? Set.of() : EnumSet.of(DayOfWeek.of(1 + random.nextInt(7))),
                        List.of(new Away(away, away.plusDays(random.nextInt(4)))));
        member.happens(FactCodec.changed(new Profile(
                zone,
                LocalTime.of(random.nextInt(5), 0),
                random.nextBoolean() ? "de" : null,
                null,
                rest,
                List.of(),
                version++)));
    }

    void plans() {
        member.happens(FactCodec.changed(plan(++version)));
    }

    NudgePlan plan(int planVersion) {
        var slots = new ArrayList<LocalTime>();
        for (int minute = random.nextInt(600); minute < 1_440; minute += 15 + random.nextInt(600)) {
            slots.add(LocalTime.of(minute / 60, minute % 60));
        }
        var quiet = new QuietHours(LocalTime.of(random.nextInt(24), 0), LocalTime.of(random.nextInt(24), 30));
        boolean follows = random.nextBoolean();
        var plan = new NudgePlan(
                random.nextInt(10) > 0,
                slots,
                List.of(one(List.of("desk", "phone", "carrying", "mat", "driving"), random)),
                random.nextBoolean() ? quiet : null,
                ZonePolicy.FOLLOW_ME,
                new Caps(random.nextInt(7), random.nextInt(31), random.nextInt(300), random.nextInt(200)),
                random.nextInt(6) > 0 ? null : utc(member.now).plusHours(random.nextInt(70)),
                planVersion,
                random.nextBoolean() ? List.of() : List.of(rule(one(slots, random))),
                random.nextInt(3) > 0
                        ? List.of()
                        : List.of(new QuietDays(
                                EnumSet.of(DayOfWeek.of(1 + random.nextInt(7))), random.nextBoolean() ? null : quiet)));
        var where = random.nextBoolean()
                ? SlotZone.PROFILE
                : follows ? SlotZone.RECORDS : new SlotZone.Named(one(ZONES, random));
        return plan.in(follows ? ZonePolicy.FOLLOW_ME : ZonePolicy.HOME, where);
    }

    private SlotRule rule(LocalTime slot) {
        var recurrence = random.nextInt(3) > 0
                ? null
                : RuleFixture.aRule(random, LocalDate.ofInstant(member.now, ZoneOffset.UTC));
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (int i = recurrence == null ? random.nextInt(4) : 0; i > 0; i--) {
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        return new SlotRule(
                slot,
                days,
                recurrence,
                random.nextInt(4) == 0,
                List.of("checkout-line"),
                random.nextBoolean() ? 20 : null);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
