package org.paschima.insight.domain.habit;

/**
 * How far a habit has become automatic, 0 to 1, after so many days with practice (domain.md §4.1): {@code 1 − e^{−k·d}}.
 *
 * <p>Days with practice count, whenever they were: one missed day is harmless [S42].
 */
public final class Automaticity {

    /** Days until 95 % in the median; individuals take 4 to 335. */
    public static final double MEDIAN_T95 = 66;

    private static final double LEFT_AT_T95 = 0.05;

    private Automaticity() {}

    public static double after(long practisedDays) {
        return after(practisedDays, MEDIAN_T95);
    }

    static double after(long practisedDays, double t95) {
        return -Math.expm1(-rate(t95) * practisedDays);
    }

    static double rate(double t95) {
        return -Math.log(LEFT_AT_T95) / t95;
    }
}
