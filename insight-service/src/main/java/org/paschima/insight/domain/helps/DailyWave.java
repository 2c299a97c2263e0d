package org.paschima.insight.domain.helps;

import java.util.List;

/**
 * How ratings rise and fall over a member's day: {@code cos·cos(2πh/24) + sin·sin(2πh/24)} about their mean, from the ratings
 * that no practice is near of (domain.md §2.8, §3 "time of day").
 *
 * <p>Few ratings, or ratings of one hour only, tell little of it; so it is drawn to none, and how unsure it is counts in
 * whatever is compared by it. Its prior is that of the simulated members: waves of 0.6 points, some of 1.5 (domain.md §6.2).
 *
 * @param mean of ratings, the wave taken off
 * @param cosVariance how unsure {@code cos} is; likewise the others
 */
record DailyWave(double mean, double cos, double sin, double cosVariance, double covariance, double sinVariance) {

    /** sd of either coefficient between members (A). */
    private static final double PRIOR_SD = 0.7;

    /** With fewer ratings their spread is taken as that of a prior (domain.md §3.2). */
    private static final int ENOUGH_RATINGS = 20;

    private static final int ROUNDS = 3;

    /** What a pair's expected change takes from the wave: the sum of {@code cos} and {@code sin} times these. */
    record Contrast(double cos, double sin) {
        static final Contrast NONE = new Contrast(0, 0);

        Contrast plus(Contrast other) {
            return new Contrast(cos + other.cos, sin + other.sin);
        }

        Contrast times(double factor) {
            return new Contrast(factor * cos, factor * sin);
        }
    }

    /** Not for nothing. */
    static DailyWave of(List<Pairs.Level> levels) {
        int n = levels.size();
        double c = 0;
        double s = 0;
        double y = 0;
        for (var level : levels) {
            c += cosAt(level.hour()) / n;
            s += sinAt(level.hour()) / n;
            y += level.value() / n;
        }
        double cc = 0;
        double cs = 0;
        double ss = 0;
        double cy = 0;
        double sy = 0;
        double yy = 0;
        for (var level : levels) {
            double dc = cosAt(level.hour()) - c;
            double ds = sinAt(level.hour()) - s;
            double dy = level.value() - y;
            cc += dc * dc;
            cs += dc * ds;
            ss += ds * ds;
            cy += dc * dy;
            sy += ds * dy;
            yy += dy * dy;
        }
        double spread = n < ENOUGH_RATINGS ? Math.max(yy / n, Evidence.PRIOR_SD * Evidence.PRIOR_SD) : yy / (n - 1);
        var wave = new DailyWave(y, 0, 0, 0, 0, 0);
        for (int round = 0; round < ROUNDS; round++) {
            double variance = Math.max(Evidence.LEAST_VARIANCE, spread);
            double prior = variance / (PRIOR_SD * PRIOR_SD);
            double determinant = (cc + prior) * (ss + prior) - cs * cs;
            double cos = ((ss + prior) * cy - cs * sy) / determinant;
            double sin = ((cc + prior) * sy - cs * cy) / determinant;
            wave = new DailyWave(
                    y - cos * c - sin * s,
                    cos,
                    sin,
                    variance * (ss + prior) / determinant,
                    -variance * cs / determinant,
                    variance * (cc + prior) / determinant);
            if (n >= ENOUGH_RATINGS) {
                double left = yy - 2 * (cos * cy + sin * sy) + cos * cos * cc + 2 * cos * sin * cs + sin * sin * ss;
                spread = left / (n - 3);
            }
        }
        return wave;
    }

    double at(double hour) {
        return cos * cosAt(hour) + sin * sinAt(hour);
    }

    /** What is expected after a rating, of {@code rho} of it. */
    Contrast contrast(double hourBefore, double hourAfter, double rho) {
        return new Contrast(cosAt(hourAfter) - rho * cosAt(hourBefore), sinAt(hourAfter) - rho * sinAt(hourBefore));
    }

    double variance(Contrast of) {
        return of.cos() * of.cos() * cosVariance
                + 2 * of.cos() * of.sin() * covariance
                + of.sin() * of.sin() * sinVariance;
    }

    private static double cosAt(double hour) {
        return Math.cos(2 * Math.PI * hour / 24);
    }

    private static double sinAt(double hour) {
        return Math.sin(2 * Math.PI * hour / 24);
    }
}
