package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Random weeks: two devices edit the plan at random instants, most of them near slots, with versions old and new, while
 * the service stands still at times and catches up. An oracle that knows only when which plan was written and when was
 * decided says of every slot and date whether a decision point exists; it shares no code with the service.
 *
 * @param edits in the order of the log
 * @param runs when all facts written by then are folded and then all that is due is decided
 * @param begins when the member has a profile and agrees to nudges
 * @param consents what the member says of nudges afterwards, in the order of the log
 */
public record PlanHistory(List<Edit> edits, List<Instant> runs, Instant begins, List<Consent> consents) {

    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** Over the change of the clocks on 29 March. */
    public static final Instant START = Instant.parse("2026-03-24T06:00:00Z");

    private static final Duration WEEKS = Duration.ofDays(12);

    private static final List<LocalTime> TIMES = List.of(
            LocalTime.of(0, 0),
            LocalTime.of(2, 30),
            LocalTime.of(3, 30),
            LocalTime.of(9, 0),
            LocalTime.of(11, 50),
            LocalTime.of(12, 0),
            LocalTime.of(18, 15),
            LocalTime.of(23, 59));

    /** A plan as it was written. */
    public record Edit(Instant at, long version, List<LocalTime> slots) {}

    /** Nudges agreed to, or not any more. */
    public record Consent(Instant at, boolean given) {}

    public static PlanHistory random(Random random) {
        var edits = edits(random);
        var begins = START.plus(Duration.ofMinutes(random.nextInt(3_000)));
        return new PlanHistory(edits, runs(random, edits), begins, consents(random, begins));
    }

    // --- the oracle: minutes since the epoch, offsets from the rules of the zone, and no code of the service

    /** The dates and slots of which there is a receipt. */
    public List<String> expected() {
        var inForce = new TreeMap<Instant, List<LocalTime>>();
        inForce.put(Instant.MIN, List.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30)));
        long highest = -1;
        for (var edit : edits) {
            if (edit.version() > highest) {
                highest = edit.version();
                inForce.put(edit.at(), edit.slots());
            }
        }
        var points = new ArrayList<String>();
        var known =
                runs.stream().filter(run -> !run.isBefore(begins)).findFirst().orElseThrow();
        // Of a member who is first heard of later than a nudge would hold, nothing is made up for.
        var begun = begins.isBefore(known.minusSeconds(1_800)) ? known.minusSeconds(1_800) : begins;
        var all = new TreeSet<LocalTime>();
        inForce.values().forEach(all::addAll);
        var first = LocalDate.ofInstant(START, ZONE).minusDays(2);
        for (var date = first; date.isBefore(first.plusDays(WEEKS.toDays() + 40)); date = date.plusDays(1)) {
            for (var slot : all) {
                var instant = instantOf(date, slot);
                var decided =
                        runs.stream().filter(run -> !run.isBefore(instant)).findFirst();
                if (!instant.isBefore(begun)
                        && decided.isPresent()
                        && isAgreedThroughout(instant, decided.get())
                        && holdsThroughout(inForce, slot, instant, decided.get())) {
                    points.add(date + " " + slot);
                }
            }
        }
        return points;
    }

    /** Whether nothing said by the one instant or between the two takes the consent back. */
    private boolean isAgreedThroughout(Instant from, Instant to) {
        boolean isAgreed = true;
        for (var consent : consents) {
            if (!consent.at().isAfter(from)) {
                isAgreed = consent.given();
            } else if (!consent.at().isAfter(to)) {
                isAgreed &= consent.given();
            }
        }
        return isAgreed;
    }

    /** Whether every plan in force from the one instant to the other has the slot. */
    private static boolean holdsThroughout(
            NavigableMap<Instant, List<LocalTime>> inForce, LocalTime slot, Instant from, Instant to) {
        return inForce.subMap(inForce.floorKey(from), true, to, true).values().stream()
                .allMatch(slots -> slots.contains(slot));
    }

    /** The first reading of the clock; a time that is skipped comes as much later as was skipped. */
    private static Instant instantOf(LocalDate date, LocalTime slot) {
        var wall = date.atTime(slot);
        var rules = ZONE.getRules();
        var change = rules.getTransition(wall);
        var offset = change == null ? rules.getOffset(wall) : change.getOffsetBefore();
        return Instant.ofEpochSecond(wall.toEpochSecond(offset));
    }

    // --- histories

    private static List<Edit> edits(Random random) {
        long[] lastOf = {0, 0};
        long highest = 0;
        var at = START;
        var edits = new ArrayList<Edit>();
        for (int i = random.nextInt(40); i > 0; i--) {
            at = at.plusSeconds(1 + 60L * random.nextInt(1_000));
            if (random.nextInt(3) > 0) {
                at = near(random, at);
            }
            int device = random.nextInt(2);
            // Either it read the plan that holds, or it goes on from its own last one.
            long version = (random.nextInt(4) > 0 ? highest : lastOf[device]) + random.nextInt(3);
            lastOf[device] = version;
            if (edits.stream().anyMatch(edit -> edit.version() == version)) {
                continue;
            }
            highest = Math.max(highest, version);
            edits.add(new Edit(at, version, some(random)));
        }
        return edits;
    }

    private static List<Consent> consents(Random random, Instant begins) {
        var consents = new ArrayList<Consent>();
        var at = begins;
        for (int i = random.nextInt(6); i > 0; i--) {
            at = near(random, at.plusSeconds(1 + 60L * random.nextInt(3_000)));
            consents.add(new Consent(at, random.nextBoolean()));
        }
        return consents;
    }

    private static List<LocalTime> some(Random random) {
        return random.nextInt(6) == 0
                ? List.of()
                : TIMES.stream().filter(_ -> random.nextInt(5) < 3).toList();
    }

    /** At the next slot of all, or a minute or a second around it. */
    private static Instant near(Random random, Instant at) {
        var date = LocalDate.ofInstant(at, ZONE);
        var next = TIMES.stream()
                .flatMap(slot -> LongStream.range(0, 2).mapToObj(day -> instantOf(date.plusDays(day), slot)))
                .filter(instant -> !instant.isBefore(at))
                .min(Instant::compareTo)
                .orElseThrow();
        var moved = next.plusSeconds(List.of(-60, -1, 0, 0, 1, 60).get(random.nextInt(6)));
        return moved.isBefore(at) ? at : moved;
    }

    /** Decided is every minute or so, except where the service stood still. */
    private static List<Instant> runs(Random random, List<Edit> edits) {
        var runs = new TreeSet<Instant>();
        edits.stream().filter(_ -> random.nextBoolean()).forEach(edit -> runs.add(edit.at()));
        for (var at = START; at.isBefore(START.plus(WEEKS)); at = at.plusSeconds(60L + random.nextInt(600))) {
            if (random.nextInt(50) == 0) {
                at = at.plus(Duration.ofMinutes(random.nextInt(2_000)));
            }
            runs.add(at);
        }
        runs.add(START.plus(WEEKS));
        return List.copyOf(runs);
    }
}
