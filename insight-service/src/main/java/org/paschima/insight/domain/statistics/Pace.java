package org.paschima.insight.domain.statistics;

/**
 * How long work is cut into slices, so that no question keeps the others waiting: it is called after each slice, gives way
 * to whoever waits, and ends the work by throwing when nobody waits for its outcome any more.
 */
@FunctionalInterface
public interface Pace {

    /** Goes on without a pause. */
    Pace UNBROKEN = () -> {};

    /** A slice of a fraction of a millisecond is done. */
    void sliceDone();
}
