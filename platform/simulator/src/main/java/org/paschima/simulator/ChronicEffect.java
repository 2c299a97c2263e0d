package org.paschima.simulator;

/**
 * What regular practice does over weeks (domain.md §6.2): the usual tension sinks towards a floor that depends on the
 * minutes a week, and rises again when they stop. Between the two doses that were measured, and beyond them, the floor
 * follows a saturating curve through both.
 */
final class ChronicEffect {

    private static final double SMALL = 2;
    private static final double LARGE = 12;

    private final double deepest;
    private final double halfDose;
    private final double dosesAWeek;
    private final double perDay;
    private double reached;

    ChronicEffect(Parameters table) {
        double small = table.of(Parameter.CHRONIC_TWO_MINUTES);
        double large = table.of(Parameter.CHRONIC_TWELVE_MINUTES);
        this.halfDose = (large - small) / (small / SMALL - large / LARGE);
        double perWeek = table.of(Parameter.CHRONIC_RATE);
        // What was measured after the weeks is not yet the floor.
        double share = 1 - StrictMath.exp(-perWeek * table.of(Parameter.CHRONIC_WEEKS));
        this.deepest = table.of(Parameter.CHRONIC_SCALE) * large * (LARGE + halfDose) / LARGE / share;
        this.dosesAWeek = table.of(Parameter.CHRONIC_TIMES_A_WEEK) * table.of(Parameter.CHRONIC_ADHERENCE);
        this.perDay = 1 - StrictMath.exp(-perWeek / 7);
    }

    /** Lives one more day, with so many minutes practised in the week up to it; returns the effect reached. */
    double after(double minutesInWeek) {
        double dose = minutesInWeek / dosesAWeek;
        double floor = deepest * dose / (dose + halfDose);
        reached += perDay * (floor - reached);
        return reached;
    }
}
