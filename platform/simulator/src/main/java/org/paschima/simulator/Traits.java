package org.paschima.simulator;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What one simulated member is like: the parameters of domain.md §6.2 that a short history needs. Sizes are plausible,
 * not measured.
 *
 * @param baseline usual tension, 0 to 10
 * @param regionOffsets how each region differs from it
 * @param diurnal rise towards the peak hour, points
 * @param peakHour local hour of the peak
 * @param trendPerWeek slow change, points a week
 * @param relief change right after each practice, points; null responders have zeros
 * @param reportShare share of days with reports
 * @param practiceShare share of days with a practice
 * @param frontBack usual felt front-back imbalance; positive for overcorrectors
 */
record Traits(
        ZoneId zone,
        double baseline,
        Map<String, Double> regionOffsets,
        double diurnal,
        double peakHour,
        double trendPerWeek,
        Map<String, Double> relief,
        double reportShare,
        double practiceShare,
        double frontBack) {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/Lisbon"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Santiago"));

    static Traits draw(RandomGenerator random) {
        boolean prone = random.nextDouble() < 0.45;
        double baseline = prone ? clip(random.nextGaussian(4.6, 1.2), 2, 8) : clip(random.nextGaussian(2.6, 0.9), 1, 6);
        boolean responds = random.nextDouble() >= 0.2;
        boolean overcorrects = random.nextDouble() < 0.15;
        return new Traits(
                ZONES.get(random.nextInt(ZONES.size())),
                baseline,
                Map.of(
                        "upper-back", random.nextGaussian(0.4, 0.3),
                        "neck", random.nextGaussian(0.1, 0.4),
                        "shoulder", random.nextGaussian(-0.3, 0.4)),
                Math.exp(random.nextGaussian(Math.log(0.6), 0.3)),
                clip(random.nextGaussian(17, 2), 10, 22),
                random.nextGaussian(-0.08, 0.08),
                responds ? relief(random) : Map.of(),
                clip(random.nextGaussian(0.65, 0.15), 0.25, 0.95),
                clip(random.nextGaussian(0.45, 0.15), 0.1, 0.9),
                overcorrects ? random.nextGaussian(1.4, 0.4) : random.nextGaussian(-0.8, 0.5));
    }

    /** Acute relief by practice (domain.md §6.2). */
    private static Map<String, Double> relief(RandomGenerator random) {
        return Map.of(
                "back-body-breath", random.nextGaussian(-1.1, 0.4),
                "tadasana", random.nextGaussian(-0.5, 0.3),
                "parsvottanasana", random.nextGaussian(-0.8, 0.4),
                "bhujangasana", random.nextGaussian(-0.4, 0.3),
                "ardha-pincha-mayurasana", random.nextGaussian(-0.3, 0.4));
    }

    static double clip(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
