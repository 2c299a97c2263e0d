package org.paschima.notify.domain;

import java.time.OffsetDateTime;
import java.time.ZoneId;

/** With what probability a nudge is sent where nothing stands against it (domain.md §4.3, §4.5). */
final class Policy {

    static final double START = 0.4;
    static final double HIGH_BURDEN = 0.5;
    private static final int BURDEN_POINTS = 14;
    private static final double GAMMA = 13.0 / 14;

    private Policy() {}

    /** Above a burden of one half the probability is halved, but never below its least (domain.md §4.3). */
    static double probability(Inputs inputs) {
        return spared(START, inputs);
    }

    /** The same of what is believed of nudges for this member, once there is enough to believe something (domain.md §4.5). */
    static double learnedProbability(Inputs inputs) {
        var effect = inputs.effect();
        return effect == null
                ? spared(START, inputs)
                : spared(inThousandths(effect.beyondWorth().probability()), inputs);
    }

    private static double spared(double p, Inputs inputs) {
        return Math.clamp(burden(inputs.actions()) > HIGH_BURDEN ? p / 2 : p, Effect.LEAST, Effect.MOST);
    }

    private static double inThousandths(double p) {
        return Math.rint(p * 1_000) / 1_000;
    }

    /** ā = c Σ γ^(14−i) a_i over the last 14 decision points, γ = 13/14, c = (1−γ)/(1−γ^14) (domain.md §4.3). */
    static double burden(String actions) {
        var last = actions.substring(Math.max(0, actions.length() - BURDEN_POINTS));
        double sum = 0;
        for (int i = 0; i < last.length(); i++) {
            sum += last.charAt(i) == '1' ? Math.pow(GAMMA, last.length() - 1.0 - i) : 0;
        }
        return sum * (1 - GAMMA) / (1 - Math.pow(GAMMA, BURDEN_POINTS));
    }

    static String after(String actions, boolean sent) {
        var all = actions + (sent ? '1' : '0');
        return all.substring(Math.max(0, all.length() - BURDEN_POINTS));
    }

    static OffsetDateTime at(java.time.Instant instant, ZoneId zone) {
        return instant.atZone(zone).toOffsetDateTime();
    }
}
