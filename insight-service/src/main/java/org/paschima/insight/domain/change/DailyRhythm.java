package org.paschima.insight.domain.change;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A day's course fitted to the reports of a window, for comparing its halves (domain.md §2.8): {@code y = level of the half
 * + a·cos + b·sin} at 24 h, by least squares.
 *
 * <p>Each half has a level of its own. One level for both would let a change between the halves be mistaken for the hours
 * at which they were reported. Directions in which the hours of no half vary are not fitted: what a member who reports at
 * one hour only would say at another is not known.
 */
final class DailyRhythm implements HourEffect {

    /** Below this many reports a fitted course is mostly noise (domain.md §2.8). */
    static final int LEAST_REPORTS = 30;

    /** Of the squared distance on the unit circle; reports over twelve hours of the day have 0.095 in the lesser direction. */
    private static final double LEAST_VARIATION = 0.05;

    /** On the unit circle: hours whose means differ by more, in a direction that was not fitted, are not comparable. */
    private static final double MOST_UNEXPLAINED = 0.5;

    private static final int HOURS = 24;
    private static final double[] COS = ofHours(Math::cos);
    private static final double[] SIN = ofHours(Math::sin);

    /** A report: which half it is in, its hour, its value. */
    record Heard(boolean isInSecond, int localHour, double value) {}

    private final double[] slope;
    private final double[] middle;
    private final boolean explains;

    private DailyRhythm(double[] slope, double[] middle, boolean explains) {
        this.slope = slope;
        this.middle = middle;
        this.explains = explains;
    }

    static DailyRhythm of(List<Heard> reports) {
        double[][] sums = new double[2][4]; // of each half: n, cos, sin, y
        for (var report : reports) {
            var half = sums[report.isInSecond() ? 1 : 0];
            half[0]++;
            half[1] += cos(report.localHour());
            half[2] += sin(report.localHour());
            half[3] += report.value();
        }
        double cc = 0;
        double cs = 0;
        double ss = 0;
        double cy = 0;
        double sy = 0;
        for (var report : reports) {
            var half = sums[report.isInSecond() ? 1 : 0];
            double c = cos(report.localHour()) - half[1] / half[0];
            double s = sin(report.localHour()) - half[2] / half[0];
            double y = report.value() - half[3] / half[0];
            cc += c * c;
            cs += c * s;
            ss += s * s;
            cy += c * y;
            sy += s * y;
        }
        int n = reports.size();
        double[] between = {
            sums[1][1] / sums[1][0] - sums[0][1] / sums[0][0], sums[1][2] / sums[1][0] - sums[0][2] / sums[0][0]
        };
        double[] middle = {(sums[0][1] + sums[1][1]) / n, (sums[0][2] + sums[1][2]) / n};
        // the principal directions of the hours, greater variation first
        double angle = Math.atan2(2 * cs, cc - ss) / 2;
        double[][] directions = {{Math.cos(angle), Math.sin(angle)}, {-Math.sin(angle), Math.cos(angle)}};
        double[] slope = new double[2];
        double unexplained = 0;
        for (var direction : directions) {
            double variation = direction[0] * direction[0] * cc
                    + 2 * direction[0] * direction[1] * cs
                    + direction[1] * direction[1] * ss;
            if (variation / n >= LEAST_VARIATION) {
                double along = (direction[0] * cy + direction[1] * sy) / variation;
                slope[0] += along * direction[0];
                slope[1] += along * direction[1];
            } else {
                double apart = direction[0] * between[0] + direction[1] * between[1];
                unexplained += apart * apart;
            }
        }
        return new DailyRhythm(slope, middle, Math.sqrt(unexplained) <= MOST_UNEXPLAINED);
    }

    /** Whether what is fitted covers the difference between the hours of the halves; false when a half is empty. */
    boolean explainsTheHalves() {
        return explains;
    }

    /** Relative to the mean over all reports, so that the level of what is compared stays that of the reports. */
    @Override
    public double at(int localHour) {
        return slope[0] * (cos(localHour) - middle[0]) + slope[1] * (sin(localHour) - middle[1]);
    }

    private static double cos(int localHour) {
        return COS[localHour];
    }

    private static double sin(int localHour) {
        return SIN[localHour];
    }

    private static double[] ofHours(DoubleUnaryOperator function) {
        return IntStream.range(0, HOURS)
                .mapToDouble(hour -> function.applyAsDouble(2 * Math.PI * (hour + 0.5) / HOURS))
                .toArray();
    }
}
