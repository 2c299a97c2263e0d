package org.paschima.insight.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Catalog;

/**
 * What one posture check says on the two signed axes (domain.md §1.2).
 *
 * <p>Front to back, negative is collapsed and positive overcorrected; side to side, negative is left. All that a check
 * holds counts alike: what was felt, each measure against its band, each landmark, and the tenser side of a region.
 *
 * @param frontBack deviations, −3 to +3
 * @param sideSide deviations, −3 to +3
 */
public record Imbalance(List<Double> frontBack, List<Double> sideSide) {

    private static final Map<String, Band> FRONT_BACK = Map.of(
            "cva", new Band(48, 58, 4, +1),
            "acromionWall", new Band(4, 7, 1.5, -1),
            "kyphosis", new Band(25, 48, 8, -1));
    private static final Map<String, Band> SIDE_SIDE =
            Map.of("shoulderTilt", new Band(-2, 2, 3, +1), "headTilt", new Band(-2, 2, 3, +1));

    public Imbalance {
        frontBack = List.copyOf(frontBack);
        sideSide = List.copyOf(sideSide);
    }

    public static Imbalance of(PostureCheck check) {
        var frontBack = new ArrayList<Double>();
        var sideSide = new ArrayList<Double>();
        var felt = check.felt();
        if (felt != null) {
            add(frontBack, felt.frontBack(), 1);
            add(sideSide, felt.sideSide(), 1);
        }
        var tadasana = check.tadasana();
        if (tadasana != null) {
            // in front of the ankles is where a collapsed body goes; the ankles are what is measured from
            add(frontBack, tadasana.ears(), -1);
            add(frontBack, tadasana.shoulders(), -1);
            add(frontBack, tadasana.hips(), -1);
        }
        for (var observation : check.observations()) {
            measured(observation, frontBack, sideSide);
        }
        sideSide.addAll(tenserSides(check.tension()));
        return new Imbalance(frontBack, sideSide);
    }

    private static void add(List<Double> deviations, @Nullable Integer value, int sign) {
        if (value != null) {
            deviations.add((double) sign * value);
        }
    }

    private static void measured(Observation observation, List<Double> frontBack, List<Double> sideSide) {
        var conversion =
                Catalog.v1().measure(observation.measure()).map(each -> each.conversion()).orElse(null);
        var measure = conversion == null ? observation.measure() : conversion.to();
        double value = conversion == null ? observation.value() : conversion.apply(observation.value());
        var sagittal = FRONT_BACK.get(measure);
        if (sagittal != null) {
            frontBack.add(sagittal.deviation(value));
        }
        var coronal = SIDE_SIDE.get(measure);
        if (coronal != null) {
            sideSide.add(coronal.deviation(value));
        }
    }

    /** 3·(R−L)/max(1, R+L) of each region that was rated on both sides. */
    private static List<Double> tenserSides(List<Tension> tension) {
        var left = new HashMap<String, Integer>();
        tension.stream().filter(t -> t.side() == Side.LEFT).forEach(t -> left.putIfAbsent(t.region(), t.value()));
        var deviations = new ArrayList<Double>();
        for (var right : tension) {
            var other = left.get(right.region());
            if (right.side() == Side.RIGHT && other != null) {
                deviations.add(
                        Band.MOST * (right.value() - other) / Math.max(1.0, right.value() + (double) other));
                left.remove(right.region());
            }
        }
        return deviations;
    }

    /** The score of a single state: 100 when neutral, falling in every direction. */
    public static double balance(double frontBackAbsolute, double sideSideAbsolute) {
        return 100
                * (1 - Math.min(1, Math.hypot(frontBackAbsolute, sideSideAbsolute) / (Band.MOST * Math.sqrt(2))));
    }
}
