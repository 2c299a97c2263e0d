package org.paschima.notify.history;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeChannels;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.NudgePlan.ZonePolicy;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.Position;
import org.paschima.contract.SlotZone;
import org.paschima.contract.ZoneNames;
import org.paschima.notify.history.Diary.Meeting;

/**
 * Some days of some members in one partition, and what befalls the service meanwhile.
 *
 * @param start what the clock shows first
 * @param members how many there are
 */
record History(Instant start, int members, List<Event> events) {

    static final List<LocalTime> TIMES = List.of(
            LocalTime.of(0, 0),
            LocalTime.of(2, 15),
            LocalTime.of(2, 30),
            LocalTime.of(7, 45),
            LocalTime.of(9, 0),
            LocalTime.of(10, 30),
            LocalTime.of(11, 50),
            LocalTime.of(12, 0),
            LocalTime.of(15, 30),
            LocalTime.of(18, 15),
            LocalTime.of(20, 45),
            LocalTime.of(23, 59));

    private static final List<String> STARTS = List.of(
            "2026-03-27T06:00:00Z",
            "2026-10-23T06:00:00Z",
            "2026-03-06T06:00:00Z",
            "2026-10-30T06:00:00Z",
            "2026-04-03T06:00:00Z",
            "2026-09-04T06:00:00Z",
            "2011-12-28T06:00:00Z",
            "2026-06-10T06:00:00Z");

    static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Honolulu",
            "Pacific/Auckland",
            "Pacific/Chatham",
            "Asia/Kathmandu",
            "Asia/Tokyo",
            "America/Santiago",
            "America/Havana",
            "Africa/Casablanca",
            "Etc/GMT+12",
            "Pacific/Kiritimati",
            "+05:30",
            "-03:30",
            "UTC");

    private static final List<String> SYMPTOMS =
            List.of("face-droop", "chest-pain", "arm-weakness", "dizziness", "finger-tingling", "never-heard-of");

    private static final int RECORDS = 8;

    History {
        events = List.copyOf(events);
    }

    History with(List<Event> others) {
        return new History(start, members, others);
    }

    static History random(Random random) {
        return new Writer(random).written();
    }

    private static final class Writer {
        private final Random random;
        private final Instant start;
        private final List<String> zones = new ArrayList<>();
        private final boolean isSteppy;
        private final boolean isTravelling;
        private final boolean isSick;
        private final boolean hasCalendars;
        private final boolean isNoted;
        private final int faults;

        Writer(Random random) {
            this.random = random;
            this.start = Instant.parse(one(STARTS)).plusSeconds(random.nextInt(86_400));
            this.isSteppy = random.nextInt(3) == 0;
            this.isTravelling = random.nextInt(2) == 0;
            this.isSick = random.nextInt(3) == 0;
            this.hasCalendars = random.nextInt(5) < 3;
            this.isNoted = random.nextInt(5) < 3;
            this.faults = 4 + random.nextInt(12);
            zones.add(one(ZONES));
            for (int i = random.nextInt(3); i > 0; i--) {
                zones.add(one(ZONES));
            }
        }

        History written() {
            int members = 1 + random.nextInt(2);
            var events = new ArrayList<Event>();
            for (int member = 0; member < members; member++) {
                if (random.nextInt(10) > 0) {
                    events.add(new Event.Said(member, lives(1)));
                }
                if (random.nextInt(10) > 0) {
                    events.add(new Event.Said(member, new Deed.Consents(true, 1)));
                }
                if (random.nextInt(10) > 0) {
                    events.add(new Event.Said(member, plans()));
                }
            }
            for (int member = 0; hasCalendars && member < members; member++) {
                events.add(keeps(member));
                events.add(new Event.Names(member, 0));
            }
            for (int i = 56 + random.nextInt(80); i > 0; i--) {
                events.addAll(next(members));
            }
            return new History(start, members, events);
        }

        private List<Event> next(int members) {
            if (hasCalendars && random.nextInt(20) == 0) {
                return meets(random.nextInt(members));
            }
            return isNoted && !isSteppy && random.nextInt(30) == 0
                    ? sitsInto(random.nextInt(members))
                    : List.of(anyNext(members));
        }

        /** A meeting over a slot, and mostly it is not over when it should be. */
        private List<Event> meets(int member) {
            var events = new ArrayList<Event>();
            events.add(new Event.Meets(member, one(List.of(0, 1, 10, 45)), one(List.of(15, 50, 50, 75))));
            events.add(new Event.Names(member, 0));
            events.add(new Event.PassesToSlot(Duration.ofSeconds(one(List.of(1, 30, 61)))));
            if (random.nextInt(4) > 0) {
                events.add(new Event.Meets(member, 0, one(List.of(5, 15, 30))));
                events.add(new Event.Names(member, 0));
                events.add(new Event.Passes(Duration.ofSeconds(one(List.of(900, 3_000, 4_000)))));
            }
            return events;
        }

        /** Still for just so long at the minute of a slot, which often does not come on that day. */
        private List<Event> sitsInto(int member) {
            int minutes = one(List.of(30, 60));
            var slots = TIMES.stream().filter(_ -> random.nextInt(4) > 0).toList();
            var plan = plans(
                    slots, slots.stream().map(this::rule).toList(), new NudgeTriggers(minutes, random.nextBoolean()));
            return List.of(
                    new Event.Said(member, plan),
                    new Event.PassesToSlot(Duration.ofSeconds(-60L * minutes)),
                    new Event.Sits(
                            member,
                            Position.SITTING,
                            100 + random.nextInt(400),
                            zone(),
                            IntStream.rangeClosed(0, minutes / 10 + 1)
                                    .mapToObj(i -> new Event.Noted(i == 0 ? 0 : 10, i, 0))
                                    .toList()));
        }

        private Event anyNext(int members) {
            int which = random.nextInt(100);
            if (which < 28) {
                return new Event.PassesToSlot(Duration.ofSeconds(one(List.of(-61, -1, 0, 1, 30, 61, 600, 1_900))));
            }
            if (which < 40) {
                return new Event.Passes(
                        Duration.ofSeconds(1 + random.nextInt(random.nextInt(4) == 0 ? 36_000 : 3_000)));
            }
            if (which < 40 + faults) {
                return fault(members);
            }
            if (which < 59) {
                return new Event.Looks(random.nextInt(members), random.nextInt(2));
            }
            if (which < 65 && hasCalendars) {
                return calendar(random.nextInt(members));
            }
            if (which < 72 && isNoted) {
                return sits(random.nextInt(members));
            }
            return said(members);
        }

        private Event calendar(int member) {
            return switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> keeps(member);
                case 4, 5 -> new Event.Names(member, random.nextInt(2));
                case 6 -> new Event.DiesReading(member);
                default -> new Event.Forgets(member);
            };
        }

        private Event keeps(int member) {
            var meetings = new ArrayList<Meeting>();
            for (int i = random.nextInt(7); i > 0; i--) {
                meetings.add(meeting());
            }
            boolean isWell = random.nextInt(4) > 0;
            return new Event.Keeps(
                    member, new Diary(meetings), isWell ? Event.Answers.WELL : one(List.of(Event.Answers.values())));
        }

        /** Around times that slots may have, now and for some days on. */
        private Meeting meeting() {
            var date = LocalDate.ofInstant(start, ZoneOffset.UTC).plusDays(random.nextInt(12) - 1L);
            var clock = one(List.of(zone(), zone(), "Europe/Berlin", "UTC", Diary.FLOATING, Diary.FLOATING, Diary.DAY));
            return new Meeting(
                    clock.equals(Diary.DAY)
                            ? date.atStartOfDay()
                            : date.atTime(one(TIMES)).plusMinutes(one(List.of(-60, -15, 0, 0, 5, 29))),
                    one(List.of(5, 15, 30, 61, 180, 600)),
                    clock.startsWith("+") || clock.startsWith("-") ? "UTC" : clock,
                    one(List.of(1, 1, 4, 15)),
                    random.nextInt(8) == 0);
        }

        /** Mostly still for an hour or three; a device that was away sends all of it at last, in any order. */
        private Event.Sits sits(int member) {
            int every = one(List.of(4, 10, 14, 25, 29));
            int notes = 2 + random.nextInt(200 / every);
            var order = new ArrayList<>(IntStream.range(0, notes).boxed().toList());
            boolean isAway = random.nextInt(4) == 0;
            if (isAway) {
                Collections.shuffle(order, random);
            }
            int whole = every * (notes - 1) + one(List.of(0, 0, 20, 45));
            return new Event.Sits(
                    member,
                    random.nextInt(3) > 0 ? Position.SITTING : one(List.of(Position.values())),
                    100 + random.nextInt(400),
                    zone(),
                    IntStream.range(0, notes)
                            .mapToObj(i -> isAway
                                    ? new Event.Noted(i == 0 ? whole : 0, order.get(i), whole - every * order.get(i))
                                    : new Event.Noted(i == 0 ? 0 : every, i, 0))
                            .toList());
        }

        private Event fault(int members) {
            int calls = 1 + random.nextInt(random.nextInt(3) == 0 ? 60 : 14);
            return switch (random.nextInt(isSteppy ? 13 : 10)) {
                case 0, 1, 2 -> {
                    var meanwhile = new ArrayList<Event.Said>();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        meanwhile.add(said(members));
                    }
                    yield new Event.StoreStalls(
                            calls,
                            Duration.ofSeconds(one(List.of(1, 3, 25, 60, 300, 900, 2_400))),
                            one(List.of(Event.Ending.values())),
                            meanwhile);
                }
                case 3 -> new Event.LogStalls(Duration.ofSeconds(one(List.of(2, 30, 60, 900, 2_400))));
                case 4 -> new Event.Dies(calls);
                case 5 -> new Event.IsReplaced(calls);
                case 6 -> new Event.Repeats(1 + random.nextInt(3));
                case 7 -> new Event.Cuts(1 + random.nextInt(5));
                case 8 -> new Event.Reconnects(random.nextInt(members));
                case 9 -> new Event.IsDown(Duration.ofSeconds(one(List.of(900, 7_200, 40_000, 200_000, 432_000))));
                default -> {
                    int by = one(List.of(65, 600, 1_800, 3_600, 10_800, 90_000, 500_000));
                    yield new Event.ClockSteps(Duration.ofSeconds(random.nextInt(5) < 3 ? -by : by));
                }
            };
        }

        private Event.Said said(int members) {
            return new Event.Said(random.nextInt(members), deed());
        }

        private Deed deed() {
            int which = random.nextInt(100);
            if (which < 30) {
                return plans();
            }
            if (which < 52) {
                return random.nextInt(4) == 0
                        ? new Deed.Deletes(random.nextInt(RECORDS), random.nextInt(5))
                        : practises();
            }
            if (which < 72) {
                return answers();
            }
            if (which < 78) {
                return new Deed.Consents(random.nextInt(3) > 0, random.nextInt(4) == 0 ? -1 : 1);
            }
            if (which < 84) {
                return isTravelling || random.nextInt(3) == 0 ? lives(random.nextInt(5) == 0 ? -1 : 1) : practises();
            }
            if (which < 88) {
                return new Deed.Feels(record(), random.nextInt(5), past(), zone());
            }
            if (which < 89) {
                return new Deed.Pauses(one(List.of(0, 10, 120, 120, 900, 3_000)));
            }
            if (which < 91) {
                return new Deed.Resumes();
            }
            if (which < 92) {
                return new Deed.GoesOn();
            }
            return isSick ? sick() : practises();
        }

        private Deed sick() {
            return random.nextInt(3) == 0
                    ? new Deed.HasSymptom(record(), random.nextInt(4), past(), one(SYMPTOMS), zone())
                    : new Deed.States(
                            record(), random.nextInt(5), past(), random.nextBoolean(), random.nextInt(4) > 0, zone());
        }

        /** Mostly one that is not of the practices, sometimes one that is: a record may become one of another kind. */
        private int record() {
            return random.nextInt(4) == 0 ? random.nextInt(RECORDS) : RECORDS + random.nextInt(RECORDS);
        }

        /** Mostly lately, sometimes before what was said before, never to come. */
        private int past() {
            return -one(List.of(0, 1, 30, 300, 2_000, 22_000));
        }

        private Deed answers() {
            var fate = one(List.of(Fate.values()));
            return new Deed.Answers(random.nextInt(3), fate, one(List.of(1, 45, 300, 1_500, 8_000)));
        }

        private Deed practises() {
            return new Deed.Practises(
                    random.nextInt(RECORDS),
                    random.nextInt(5),
                    one(List.of(9, 0, -1, -10, -35, -100, -119, -240, -1_500, -5_000)),
                    one(List.of(-1, 1, 10, 45, 90)),
                    zone());
        }

        private Deed.Lives lives(int ahead) {
            boolean isAway = random.nextInt(6) == 0;
            return new Deed.Lives(
                    one(zones),
                    one(List.of(0, 0, 3, 6)),
                    random.nextInt(3) - 1,
                    isAway ? 1 + random.nextInt(2) : 0,
                    random.nextInt(6) == 0 ? 1 + random.nextInt(7) : 0,
                    ahead);
        }

        private String zone() {
            return one(zones);
        }

        private Deed.Plans plans() {
            var slots = TIMES.stream().filter(_ -> random.nextInt(5) < 2).toList();
            return plans(
                    slots,
                    slots.stream()
                            .filter(_ -> random.nextInt(6) == 0)
                            .map(this::rule)
                            .toList(),
                    isNoted && random.nextInt(4) > 0
                            ? new NudgeTriggers(one(Arrays.asList(null, 30, 60, 60, 90)), random.nextBoolean())
                            : NudgeTriggers.OFF);
        }

        private Deed.Plans plans(List<LocalTime> slots, List<SlotRule> rules, NudgeTriggers triggers) {
            var caps = random.nextInt(3) > 0
                    ? new Caps(6, 30, one(List.of(0, 30, 60)), one(List.of(0, 30, 120)))
                    : new Caps(
                            random.nextInt(4), 1 + random.nextInt(9), one(List.of(0, 60, 180)), one(List.of(60, 240)));
            boolean follows = random.nextBoolean();
            return new Deed.Plans(
                    random.nextInt(2),
                    random.nextInt(3) > 0,
                    random.nextInt(4),
                    random.nextInt(12) > 0,
                    slots,
                    quiet(),
                    follows ? ZonePolicy.FOLLOW_ME : ZonePolicy.HOME,
                    caps,
                    random.nextInt(10) == 0 ? one(List.of(-60, 20, 500)) : 0,
                    rules,
                    quietDays(),
                    slotZone(follows),
                    triggers,
                    random.nextBoolean() ? NudgeChannels.ALL : new NudgeChannels(channels(), channels()));
        }

        private Set<NudgeChannel> channels() {
            var chosen = EnumSet.of(one(List.of(NudgeChannel.values())));
            Arrays.stream(NudgeChannel.values())
                    .filter(_ -> random.nextInt(3) > 0)
                    .forEach(chosen::add);
            return chosen;
        }

        /** Whether a record was made before the profile was written nobody knows whose clock was set back meanwhile. */
        private SlotZone slotZone(boolean follows) {
            if (random.nextInt(3) > 0 || (follows && isSteppy)) {
                return SlotZone.PROFILE;
            }
            return follows ? SlotZone.RECORDS : new SlotZone.Named(ZoneNames.known(zone()));
        }

        private SlotRule rule(LocalTime slot) {
            var recurrence = random.nextInt(3) > 0
                    ? null
                    : RuleFixture.aRule(random, LocalDate.ofInstant(start, ZoneOffset.UTC));
            return new SlotRule(
                    slot,
                    recurrence != null || random.nextBoolean() ? Set.of() : days(),
                    recurrence,
                    random.nextInt(4) == 0,
                    random.nextInt(3) == 0 ? List.of("waiting") : List.of(),
                    random.nextInt(3) == 0 ? (Integer) 30 : null);
        }

        private List<QuietDays> quietDays() {
            return random.nextInt(5) > 0 ? List.of() : List.of(new QuietDays(days(), quiet()));
        }

        private Set<DayOfWeek> days() {
            var days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
            for (int i = random.nextInt(5); i > 0; i--) {
                days.add(DayOfWeek.of(1 + random.nextInt(7)));
            }
            return days;
        }

        private @Nullable QuietHours quiet() {
            return switch (random.nextInt(7)) {
                case 0 -> QuietHours.DEFAULT;
                case 1 -> new QuietHours(LocalTime.of(22, 30), LocalTime.of(2, 20));
                case 2 -> new QuietHours(LocalTime.of(12, 10), LocalTime.of(13, 0));
                case 3 -> new QuietHours(LocalTime.of(9, 20), LocalTime.of(9, 10));
                case 4 -> new QuietHours(LocalTime.of(15, 45), LocalTime.of(15, 45));
                default -> null;
            };
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
