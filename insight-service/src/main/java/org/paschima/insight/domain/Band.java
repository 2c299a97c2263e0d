package org.paschima.insight.domain;

/**
 * The neutral band of a measure: inside it the deviation is 0, outside it grows in both directions (domain.md §1.2).
 *
 * @param unit how much of the measure makes one point of the axis
 * @param sign +1 when more of the measure is towards overcorrected or right, −1 when it is towards collapsed or left
 */
public record Band(double low, double high, double unit, int sign) {

    /** An axis goes from −3 to +3. */
    public static final double MOST = 3;

    public double deviation(double value) {
        double beyond = value > high ? value - high : value < low ? value - low : 0;
        return beyond == 0 ? 0 : Math.clamp(sign * beyond / unit, -MOST, MOST);
    }
}
