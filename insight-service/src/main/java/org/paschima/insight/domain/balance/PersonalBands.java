package org.paschima.insight.domain.balance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.Observation;
import org.paschima.insight.domain.day.Posture;

/**
 * The neutral bands of one member: after five comfortable captures of a measure, the median of them ± max(MDC95, 1.5·MAD)
 * takes the place of the default (domain.md §1.2). Where the middle lies is theirs; what counts as a step outside stays.
 *
 * <p>A capture is one moment of checks that were said to be comfortable: ten checks of one minute are one (docs/adr/0024). Of
 * a measure it holds several times, as left and right, the mean counts.
 *
 * @param inUse by measure, all that have a band
 */
public record PersonalBands(SortedMap<String, InUse> inUse) {

    /** With fewer comfortable captures the default band stays. */
    public static final int LEAST_CAPTURES = 5;

    /** Captures so many days ago and nearer count. */
    public static final int LOOK_BACK_DAYS = 365;

    private static final double SPREADS = 1.5;

    /**
     * The smallest change that is not noise (domain.md §1.1). For kyphosis and the tilts it gives none: there the step k of
     * §1.2 stands in, which for cva is about one such change.
     */
    public static final Map<String, Double> MDC95 =
            Map.of("cva", 3.84, "acromionWall", 0.83, "kyphosis", 8.0, "shoulderTilt", 3.0, "headTilt", 3.0);

    /**
     * The band that is used for a measure.
     *
     * @param captures comfortable ones, whether or not they are enough
     */
    public record InUse(Posture.Band band, boolean isPersonal, int captures) {}

    public PersonalBands {
        inUse = Collections.unmodifiableSortedMap(new TreeMap<>(inUse));
    }

    /** Of the checks of the look-back; those that were not said to be comfortable do not count. */
    public static PersonalBands of(Collection<CheckDone> checks) {
        var captures = new HashMap<String, List<Double>>();
        var comfortable = checks.stream()
                .filter(check -> Boolean.TRUE.equals(check.comfortable()))
                .sorted(Comparator.comparingLong(CheckDone::at))
                .toList();
        for (var moment : Observation.moments(comfortable, CheckDone::at)) {
            means(moment)
                    .forEach((measure, mean) -> captures.computeIfAbsent(measure, _ -> new ArrayList<>())
                            .add(mean));
        }
        var inUse = new TreeMap<String, InUse>();
        var defaults = new TreeMap<>(Posture.Bands.DEFAULT.frontBack());
        defaults.putAll(Posture.Bands.DEFAULT.sideSide());
        defaults.forEach((measure, band) -> {
            var values = captures.getOrDefault(measure, List.of());
            boolean isPersonal = values.size() >= LEAST_CAPTURES;
            inUse.put(
                    measure, new InUse(isPersonal ? personal(measure, band, values) : band, isPersonal, values.size()));
        });
        return new PersonalBands(inUse);
    }

    private static Map<String, Double> means(List<CheckDone> moment) {
        var values = new HashMap<String, List<Double>>();
        for (var check : moment) {
            for (var seen : check.measured()) {
                var angle = seen.asBanded();
                values.computeIfAbsent(angle.measure(), _ -> new ArrayList<>()).add(angle.value());
            }
        }
        var means = new HashMap<String, Double>();
        values.forEach((measure, each) -> means.put(
                measure, each.stream().sorted().mapToDouble(Double::doubleValue).sum() / each.size()));
        return means;
    }

    private static Posture.Band personal(String measure, Posture.Band band, List<Double> values) {
        double middle = median(values);
        double spread =
                median(values.stream().map(value -> Math.abs(value - middle)).toList());
        double half = Math.max(MDC95.getOrDefault(measure, band.k()), SPREADS * spread);
        return new Posture.Band(middle - half, middle + half, band.k(), band.sign());
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
    }

    public boolean hasPersonal() {
        return inUse.values().stream().anyMatch(InUse::isPersonal);
    }

    public Posture.Bands bands() {
        return new Posture.Bands(used(Posture.Bands.DEFAULT.frontBack()), used(Posture.Bands.DEFAULT.sideSide()));
    }

    private Map<String, Posture.Band> used(Map<String, Posture.Band> defaults) {
        var used = new HashMap<String, Posture.Band>();
        defaults.forEach((measure, band) -> {
            var own = inUse.get(measure);
            used.put(measure, own == null ? band : own.band());
        });
        return used;
    }
}
