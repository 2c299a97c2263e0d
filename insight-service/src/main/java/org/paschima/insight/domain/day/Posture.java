package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;

/**
 * The signed imbalance of one posture check (domain.md §1.2): distance from a neutral band, in both directions.
 *
 * <p>Weights are 1. Of the plumb line, ears and shoulders count: in front of the ankles is collapsed. Hips and ankles are
 * kept as data; which way they lean is not on this axis.
 *
 * @param frontBack null when the check says nothing about it
 * @param sideSide null when the check says nothing about it
 */
public record Posture(
        @Nullable Deviation frontBack, @Nullable Deviation sideSide) {

    private static final double LIMIT = 3;
    private static final double PER_LANDMARK_STEP = 1.5;
    private static final double LEAST_SUM = 1.0;

    /** A neutral band; {@code k} units outside it are one step, {@code sign} says which way is positive. */
    public record Band(double low, double high, double k, int sign) {

        /** −3 to +3; 0 inside the band. */
        public double deviation(double value) {
            if (value > high) {
                return clip(sign * (value - high) / k);
            }
            return value < low ? clip(sign * (value - low) / k) : 0;
        }
    }

    /**
     * The neutral bands of the measures that say something about an axis.
     *
     * <p>{@code c7Tragus} is the same angle as {@code cva} from the other side and uses its band (domain.md §1.1).
     */
    public record Bands(Map<String, Band> frontBack, Map<String, Band> sideSide) {

        /** Those of domain.md §1.2, for members whose own are not known. */
        public static final Bands DEFAULT = new Bands(
                Map.of(
                        "cva", new Band(48, 58, 4, +1),
                        "acromionWall", new Band(4, 7, 1.5, -1),
                        "kyphosis", new Band(25, 48, 8, -1)),
                Map.of("shoulderTilt", new Band(-2, 2, 3, +1), "headTilt", new Band(-2, 2, 3, +1)));

        public Bands {
            frontBack = Map.copyOf(frontBack);
            sideSide = Map.copyOf(sideSide);
        }
    }

    /**
     * What one check says about one axis.
     *
     * @param signed mean of the deviations
     * @param absolute mean of their sizes: opposite deviations do not cancel
     * @param up the greatest deviation, at least 0
     * @param down the least deviation, at most 0
     */
    public record Deviation(double signed, double absolute, double up, double down) {

        public static @Nullable Deviation of(List<Double> deviations) {
            if (deviations.isEmpty()) {
                return null;
            }
            double signed = 0;
            double absolute = 0;
            double up = 0;
            double down = 0;
            for (double d : deviations) {
                signed += d;
                absolute += Math.abs(d);
                up = Math.max(up, d);
                down = Math.min(down, d);
            }
            int n = deviations.size();
            return new Deviation(signed / n, absolute / n, up, down);
        }
    }

    public static Posture of(CheckDone check, Bands bands) {
        return new Posture(
                Deviation.of(frontBack(check, bands.frontBack())), Deviation.of(sideSide(check, bands.sideSide())));
    }

    private static List<Double> frontBack(CheckDone check, Map<String, Band> bands) {
        var deviations = new ArrayList<Double>();
        addFelt(deviations, check.frontBack());
        addLandmark(deviations, check.ears());
        addLandmark(deviations, check.shoulders());
        check.measured().forEach(seen -> addBand(deviations, bands, seen));
        return deviations;
    }

    private static void addFelt(List<Double> deviations, @Nullable Integer felt) {
        if (felt != null) {
            deviations.add((double) felt);
        }
    }

    private static void addLandmark(List<Double> deviations, @Nullable Integer offset) {
        if (offset != null) {
            deviations.add(clip(-PER_LANDMARK_STEP * offset));
        }
    }

    private static List<Double> sideSide(CheckDone check, Map<String, Band> bands) {
        var deviations = new ArrayList<Double>();
        addFelt(deviations, check.sideSide());
        check.measured().forEach(seen -> addBand(deviations, bands, seen));
        var tension = check.sideTension();
        if (tension != null) {
            deviations.add(LIMIT * tension);
        }
        return deviations;
    }

    private static void addBand(List<Double> deviations, Map<String, Band> bands, CheckDone.Measured seen) {
        var banded = seen.asBanded();
        var band = bands.get(banded.measure());
        if (band != null) {
            deviations.add(band.deviation(banded.value()));
        }
    }

    /** Side tension index LRt, −1 to 1, over the regions rated on both sides; null when there is none. */
    static @Nullable Double sideTension(List<Tension> ratings) {
        var left = new HashMap<String, Integer>();
        var right = new HashMap<String, Integer>();
        for (var rating : ratings) {
            if (rating.side() == Side.LEFT) {
                left.put(rating.region(), rating.value());
            } else if (rating.side() == Side.RIGHT) {
                right.put(rating.region(), rating.value());
            }
        }
        double sumLeft = 0;
        double sumRight = 0;
        boolean any = false;
        for (var entry : left.entrySet()) {
            var other = right.get(entry.getKey());
            if (other != null) {
                any = true;
                sumLeft += entry.getValue();
                sumRight += other;
            }
        }
        return any ? (Double) sideTension(sumLeft, sumRight) : null;
    }

    /** {@code (R−L)/max(1,R+L)}. */
    static double sideTension(double left, double right) {
        return (right - left) / Math.max(LEAST_SUM, right + left);
    }

    /** 100 when every check was inside the band on both axes, 0 at the extremes; more upright never raises it. */
    public static double balance(double frontBackAbsolute, double sideSideAbsolute) {
        return 100 * (1 - Math.min(1, Math.hypot(frontBackAbsolute, sideSideAbsolute) / (LIMIT * Math.sqrt(2))));
    }

    private static double clip(double value) {
        return Math.max(-LIMIT, Math.min(LIMIT, value));
    }
}
