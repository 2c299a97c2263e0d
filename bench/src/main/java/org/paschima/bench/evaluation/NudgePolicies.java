package org.paschima.bench.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.paschima.bench.evaluation.NudgedPeople.Person;
import org.paschima.bench.evaluation.NudgedPeople.Tally;
import org.paschima.bench.evaluation.NudgedPeople.Temper;

/**
 * The policy that learns beside one that always nudges by .4, on people alike but for the policy; and gaps that widen while
 * nobody answers beside as many nudges at fixed intervals (domain.md §4.3, §4.5).
 */
public final class NudgePolicies {

    private static final int PEOPLE = 20;
    private static final int WEEKS = 16;
    private static final int DAYS = WEEKS * 7;
    private static final int MOST_STUDIOS = 40;

    /** Weeks at a time people have an eye for nudges, or none. */
    private static final int SPELL_DAYS = 21;

    private static final double OPEN_EYED = 0.7;
    private static final double BUSY = 0.1;

    /** By how much each one ignored in a row makes the next less likely to be looked at. */
    private static final double HABIT = 0.9;

    private NudgePolicies() {}

    /**
     * Both policies on the same people.
     *
     * @param gain practices that follow, per nudge: the policy that learns less the fixed one, studio by studio
     * @param learned its practices per nudge, and {@code fixed} those of the other
     */
    record Compared(Mean gain, Mean learned, Mean fixed, Mean learnedNudges, Mean fixedNudges, Mean practices) {}

    /** For half of the people nudges do nothing; for the others they do twice what they do for all in {@link #alike}. */
    static Person different(Random random) {
        return new Person(usual(random), random.nextBoolean() ? 0.3 : 0, NudgedPeople.LOOKS);
    }

    static Person alike(Random random) {
        double usual = usual(random);
        random.nextBoolean();
        return new Person(usual, 0.15, NudgedPeople.LOOKS);
    }

    private static double usual(Random random) {
        return 0.05 + 0.1 * random.nextDouble();
    }

    @FunctionalInterface
    interface People {
        Person one(Random random);
    }

    static Compared compared(Seeds seeds, People people) {
        var gain = new Mean.Sum();
        var learned = new Mean.Sum();
        var fixed = new Mean.Sum();
        var learnedNudges = new Mean.Sum();
        var fixedNudges = new Mean.Sum();
        var practices = new Mean.Sum();
        for (long seed = seeds.first(); seed <= last(seeds); seed++) {
            var one = lived(seed, people, true);
            var other = lived(seed, people, false);
            gain.add(perNudge(one) - perNudge(other));
            learned.add(perNudge(one));
            fixed.add(perNudge(other));
            learnedNudges.add(perWeek(nudges(one)));
            fixedNudges.add(perWeek(nudges(other)));
            practices.add(perWeek(practised(one)) - perWeek(practised(other)));
        }
        return new Compared(
                gain.mean(), learned.mean(), fixed.mean(), learnedNudges.mean(), fixedNudges.mean(), practices.mean());
    }

    private static List<Tally> lived(long seed, People people, boolean learns) {
        var random = new Random(seed);
        var studio = new NudgedPeople(seed, learns);
        var tallies = new ArrayList<Tally>();
        for (int i = 0; i < PEOPLE; i++) {
            tallies.add(studio.add(people.one(random), 1_000 * seed + i));
        }
        studio.live(DAYS);
        return tallies;
    }

    private static double perNudge(List<Tally> tallies) {
        return tallies.stream().mapToInt(tally -> tally.followed).sum() / (double) nudges(tallies);
    }

    private static int nudges(List<Tally> tallies) {
        return tallies.stream().mapToInt(tally -> tally.nudges).sum();
    }

    private static int practised(List<Tally> tallies) {
        return tallies.stream().mapToInt(tally -> tally.practised).sum();
    }

    private static double perWeek(int all) {
        return all / (double) (PEOPLE * WEEKS);
    }

    private static long last(Seeds seeds) {
        return Math.min(seeds.last(), seeds.first() + MOST_STUDIOS - 1);
    }

    // --- fatigue

    /** Answered shares of the same people under notify's policy, and under as many nudges at fixed intervals. */
    record Answered(Mean gain, Mean spaced, Mean fixed) {}

    static Answered answered(Seeds seeds) {
        var gain = new Mean.Sum();
        var spaced = new Mean.Sum();
        var fixed = new Mean.Sum();
        for (long seed = seeds.first(); seed <= last(seeds); seed++) {
            int nudges = 0;
            int answered = 0;
            int atFixedTimes = 0;
            for (int i = 0; i < PEOPLE; i++) {
                var temper = temper(new Random(1_000 * seed + i));
                var studio = new NudgedPeople(1_000 * seed + i, false);
                var tally = studio.add(new Person(0.05, 0.1, temper), 1_000 * seed + i);
                studio.live(DAYS);
                nudges += tally.nudges;
                answered += tally.answered;
                atFixedTimes += answeredAtFixedTimes(tally.nudges, temper, new Random(1_000 * seed + i));
            }
            gain.add((answered - atFixedTimes) / (double) nudges);
            spaced.add(answered / (double) nudges);
            fixed.add(atFixedTimes / (double) nudges);
        }
        return new Answered(gain.mean(), spaced.mean(), fixed.mean());
    }

    private static Temper temper(Random random) {
        int phase = random.nextInt(2 * SPELL_DAYS);
        return (day, ignored) ->
                ((day + phase) / SPELL_DAYS % 2 == 0 ? OPEN_EYED : BUSY) * Math.pow(HABIT, Math.min(ignored, 10));
    }

    /** As many, evenly over the same days. */
    private static int answeredAtFixedTimes(int nudges, Temper temper, Random random) {
        int answered = 0;
        int ignored = 0;
        for (int i = 0; i < nudges; i++) {
            long day = (long) ((i + 0.5) * DAYS / nudges);
            boolean opens = random.nextDouble() < temper.opens(day, ignored);
            boolean practises = random.nextDouble() < 0.05 + (opens ? 0.1 : 0);
            answered += opens || practises ? 1 : 0;
            ignored = opens || practises ? 0 : ignored + 1;
        }
        return answered;
    }

    static List<Row> rows(Seeds seeds) {
        var differ = compared(seeds, NudgePolicies::different);
        var alike = compared(seeds, NudgePolicies::alike);
        var answered = answered(seeds);
        return List.of(
                row(
                        "practices per nudge, learned less fixed .4",
                        "nudges do much for one half, nothing for the other",
                        differ),
                row("practices per nudge, learned less fixed .4", "nudges do the same for all", alike),
                Row.plain(
                        "share answered, widening gaps less fixed intervals at equal dose",
                        "three weeks with an eye for nudges, three without, in turn",
                        answered.gain(),
                        "widening " + answered.spaced() + ", fixed " + answered.fixed(),
                        answered.gain().n()));
    }

    private static Row row(String what, String where, Compared found) {
        return Row.plain(
                what,
                "studios of " + PEOPLE + ", " + WEEKS + " weeks; " + where,
                found.gain(),
                String.format(
                        Locale.ROOT,
                        "%s and %s; nudges a week %.2f and %.2f; practices a week %+.3f",
                        found.learned(),
                        found.fixed(),
                        found.learnedNudges().value(),
                        found.fixedNudges().value(),
                        found.practices().value()),
                found.gain().n());
    }
}
