package org.paschima.notify.domain;

/**
 * What is believed of how much likelier practice is after a nudge than without one: a normal distribution (domain.md §4.5).
 */
public record Effect(double mean, double sd) {

    static final double LEAST = 0.2;
    static final double MOST = 0.8;

    /** What a nudge takes of somebody's patience: one that does less good than that is not worth it. */
    private static final double WORTH = 0.05;

    /** Before anything is known of anybody: a little good, or none (domain.md §4.1). */
    static final Effect BEFORE_ALL = new Effect(0.03, 0.1);

    /** How far members differ from each other. */
    private static final double MEMBERS_DIFFER = 0.15;

    private static final double SIX_DIGITS = 1e6;

    /** The share of a scale at which the smooth rule bends, and how fast (domain.md §4.5, of Oralytics). */
    private static final double BEND = 3;

    private static final double STEEPNESS = 0.515;

    public Effect {
        if (!(sd > 0)) {
            throw new IllegalArgumentException("sd must be above 0: " + sd);
        }
    }

    /**
     * Of one member: the others are what is expected, the member's own points what was seen.
     *
     * @param others sums over the other members
     */
    static Effect of(Evidence own, Evidence others) {
        var usual = BEFORE_ALL.after(others.squares(), others.products(), others.noise());
        var prior = new Effect(usual.mean, Math.sqrt(usual.sd * usual.sd + MEMBERS_DIFFER * MEMBERS_DIFFER));
        return prior.after(own.squares(), own.products(), own.noise()).rounded();
    }

    /** After points with Σ (A − p)² and Σ (A − p) r, where r is what is left of the outcome without a nudge. */
    Effect after(double squares, double products, double noise) {
        double before = 1 / (sd * sd);
        double precision = before + squares / noise;
        return new Effect((mean * before + products / noise) / precision, 1 / Math.sqrt(precision));
    }

    /** As a receipt holds it. */
    private Effect rounded() {
        return new Effect(
                Math.rint(mean * SIX_DIGITS) / SIX_DIGITS,
                Math.max(1 / SIX_DIGITS, Math.rint(sd * SIX_DIGITS) / SIX_DIGITS));
    }

    /** How likely it is that nudges do good, kept between what leaves something to learn and what leaves room. */
    public double probability() {
        return Math.clamp(Normal.below(mean / sd), LEAST, MOST);
    }

    /** What there is of it beyond what makes a nudge worth sending. */
    Effect beyondWorth() {
        return new Effect(mean - WORTH, sd);
    }

    /** E[f(X)], the smooth rule that is an alternative to {@link #probability} (domain.md §4.5). */
    public double smoothProbability(double scale) {
        return Normal.expected(x -> smooth(x, scale), mean, sd);
    }

    /** L + (U − L) / (1 + C e^(−Bx)), for effects in units of a scale. */
    static double smooth(double x, double scale) {
        return LEAST + (MOST - LEAST) / (1 + BEND * StrictMath.exp(-STEEPNESS * x / scale));
    }
}
