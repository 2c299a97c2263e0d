package org.paschima.notify.domain;

/**
 * Sums over decision points at which a draw decided, of what followed them (domain.md §4.5). They are whole numbers, so that
 * those of members add up to those of all, and taking a member away leaves what was there before, exactly.
 *
 * @param points how many there were
 * @param practised after how many of them the member practised
 * @param lean the sum of A − p in thousandths, where A is 1 for a nudge and 0 for none, and p was its probability
 * @param spread the sum of (A − p)² in millionths
 * @param gain the sum of A − p over the points that practice followed, in thousandths
 */
public record Evidence(long points, long practised, long lean, long spread, long gain) {

    public static final Evidence NONE = new Evidence(0, 0, 0, 0, 0);

    private static final int THOUSANDTHS = 1_000;

    /** Of a share of one in twenty-five: who hardly ever practised yet may do so tomorrow. */
    private static final double LEAST_NOISE = 0.04;

    /** One point more. */
    public Evidence with(boolean nudged, double probability, boolean isPractised) {
        long centred = (nudged ? THOUSANDTHS : 0) - Math.round(probability * THOUSANDTHS);
        return plus(new Evidence(1, isPractised ? 1 : 0, centred, centred * centred, isPractised ? centred : 0));
    }

    public Evidence plus(Evidence other) {
        return new Evidence(
                points + other.points,
                practised + other.practised,
                lean + other.lean,
                spread + other.spread,
                gain + other.gain);
    }

    public Evidence minus(Evidence other) {
        return new Evidence(
                points - other.points,
                practised - other.practised,
                lean - other.lean,
                spread - other.spread,
                gain - other.gain);
    }

    public boolean isNothing() {
        return equals(NONE);
    }

    /** Σ (A − p)² */
    double squares() {
        return spread / 1e6;
    }

    /** Σ (A − p) (y − ȳ) for y of 1 after a point that practice followed, else 0: what nudges did beside the usual. */
    double products() {
        double usual = points == 0 ? 0 : (double) practised / points;
        return (gain - usual * lean) / THOUSANDTHS;
    }

    /** The variance of whether practice follows: of the share that it did, drawn toward one in five while there is little. */
    double noise() {
        double share = (practised + 2.0) / (points + 10.0);
        return Math.max(LEAST_NOISE, share * (1 - share));
    }
}
