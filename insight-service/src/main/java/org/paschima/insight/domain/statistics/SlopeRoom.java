package org.paschima.insight.domain.statistics;

/**
 * Memory for the slopes of one series after the other: of twenty regions it would be most of what a long question leaves to
 * the collector. Of each series all that is kept here is over when its {@link TheilSen} is there. Used by one thread.
 */
public final class SlopeRoom {

    private double[] held = {};
    private double[] shelved = {};

    /** At least so many, with any content. */
    double[] held(int count) {
        held = held.length < count ? new double[count] : held;
        return held;
    }

    /** Takes what had to grow. */
    void keep(double[] grown) {
        held = grown;
    }

    /** At least so many, with any content, beside those that are held. */
    double[] shelved(int count) {
        shelved = shelved.length < count ? new double[count + count / 4] : shelved;
        return shelved;
    }
}
