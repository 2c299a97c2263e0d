package org.paschima.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.paschima.contract.MemberRecord;

/**
 * Nudges at three slots a day, and the practice that follows within the hour or does not (domain.md §4, §6.2). The
 * effect fades with the weeks and with the burden of recent nudges.
 *
 * <p>The policy is one that adapts, clipped to 0.2 to 0.8: it prefers the slots that practice followed, nudge or not. So
 * the raw difference of nudged and other slots is confounded, as in life.
 */
public final class NudgeTrial {

    private static final List<LocalTime> SLOTS =
            List.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30));

    /** How much likelier practice is after each slot than on average: evenings are free. */
    private static final double[] CHANCE = {0.4, 0.8, 1.8};

    private static final double START = 0.4;
    private static final double LEAST = 0.2;
    private static final double MOST = 0.8;
    private static final int BURN_IN = 20;
    private static final int WINDOW = 14;
    private static final double FADING = 13.0 / 14;
    private static final int MOST_MINUTES = 3;

    /**
     * One decision point and what came of it.
     *
     * @param probability of a nudge, had the member been available
     * @param burden of the nudges before, 0 to 1 (domain.md §4.3)
     * @param minutes practised within the hour; 0 for none
     * @param effect the true change of the expected minutes by a nudge here and now
     */
    public record Decision(
            LocalDate date,
            LocalTime slot,
            Instant at,
            boolean available,
            double probability,
            boolean sent,
            double burden,
            double minutes,
            double effect) {}

    private final Parameters table;
    private final RandomGenerator random;
    private final List<Decision> decisions = new ArrayList<>();
    private final int[] seen = new int[SLOTS.size()];
    private final int[] followed = new int[SLOTS.size()];
    private int available;

    NudgeTrial(Model model, Streams streams) {
        this.table = model.parameters();
        this.random = streams.of(Aspect.NUDGES);
    }

    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    List<MemberRecord> on(Day day, Practices practices) {
        var practised = new ArrayList<MemberRecord>();
        for (int slot = 0; slot < SLOTS.size(); slot++) {
            double hour = SLOTS.get(slot).toSecondOfDay() / 3600.0;
            double probability = probability(slot);
            boolean isAvailable = Draws.happens(random, table.of(Parameter.AVAILABILITY_SHARE));
            boolean sent = Draws.happens(random, probability) && isAvailable;
            double burden = burden();
            double rate = table.of(Parameter.PRACTICE_HOUR_RATE) * CHANCE[slot];
            double ratio = 1 + (ratio(day.index() / 7) - 1) * (1 - burden);
            boolean practises = Draws.happens(random, rate * (sent ? ratio : 1));
            int minutes = 1 + random.nextInt(MOST_MINUTES);
            double after = random.nextDouble();
            if (practises) {
                practised.add(practices.nudged(day.at(hour + 0.9 * after), minutes));
            }
            decisions.add(new Decision(
                    day.date(),
                    SLOTS.get(slot),
                    day.instantOf(hour),
                    isAvailable,
                    probability,
                    sent,
                    burden,
                    practises ? minutes : 0,
                    rate * (ratio - 1) * (1 + MOST_MINUTES) / 2));
            seen[slot]++;
            followed[slot] += practises ? 1 : 0;
            available += isAvailable ? 1 : 0;
        }
        return practised;
    }

    /** The relative risk of practice after a nudge, before burden (domain.md §6.2). */
    private double ratio(int week) {
        double end = table.of(Parameter.NUDGE_RATIO_END);
        double start = table.of(Parameter.NUDGE_RATIO_START);
        return end + (start - end) * StrictMath.exp(-week / table.of(Parameter.NUDGE_DECAY));
    }

    private double probability(int slot) {
        if (available < BURN_IN) {
            return START;
        }
        double share = (followed[slot] + 1.0) / (seen[slot] + 10.0);
        return Math.clamp(share / table.of(Parameter.PRACTICE_HOUR_RATE) * START, LEAST, MOST);
    }

    /** ā over the last decision points (domain.md §4.3). */
    private double burden() {
        double sum = 0;
        double weight = 1;
        double weights = 0;
        for (int back = 1; back <= WINDOW; back++) {
            int at = decisions.size() - back;
            sum += at >= 0 && decisions.get(at).sent() ? weight : 0;
            weights += weight;
            weight *= FADING;
        }
        return sum / weights;
    }
}
