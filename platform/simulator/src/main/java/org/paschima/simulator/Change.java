package org.paschima.simulator;

/** A true change of a member's usual tension; days are counted from the first of the history, 0. */
public sealed interface Change {

    /** What it adds to the usual tension on a day, points. */
    double on(int day);

    /** The first day that differs. */
    int from();

    /** From one day on, for good. */
    record Step(int from, double size) implements Change {
        @Override
        public double on(int day) {
            return day < from ? 0 : size;
        }
    }

    /** Day by day over {@code days}, then for good. */
    record Slow(int from, int days, double size) implements Change {
        @Override
        public double on(int day) {
            return day <= from ? 0 : size * Math.min(1, (day - from) / (double) days);
        }
    }

    /** At once, then back to what was before: gone to 1/e after {@code days}. */
    record Flare(int from, double size, double days) implements Change {
        @Override
        public double on(int day) {
            return day < from ? 0 : size * StrictMath.exp(-(day - from) / days);
        }
    }

    /** Up and down once a year, around nothing; highest on {@code peakDay} of the history. */
    record Season(double amplitude, int peakDay) implements Change {
        private static final double YEAR = 365.25;

        @Override
        public double on(int day) {
            return amplitude * StrictMath.cos(2 * Math.PI * (day - peakDay) / YEAR);
        }

        @Override
        public int from() {
            return 0;
        }
    }
}
