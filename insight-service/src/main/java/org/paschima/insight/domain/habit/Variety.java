package org.paschima.insight.domain.habit;

import java.util.Optional;

/**
 * How much a posture was varied while it was observed. Time between two observations that lie further apart than {@link
 * #MOST_UNOBSERVED_MINUTES} was not observed: it ends whatever went on as unknown.
 *
 * @param observedMinutes between observations near enough to each other, practice included
 * @param changes of position, into and out of neutral, and practice sessions
 * @param longestStaticMinutes the longest stretch that was observed to be without a change
 * @param last where it stood at the last observation; empty without any
 * @param episodes of being off neutral
 */
public record Variety(
        double observedMinutes, long changes, double longestStaticMinutes, Optional<Last> last, Episodes episodes) {

    public static final long MOST_UNOBSERVED_MINUTES = 30;

    /** With less than this, in minutes, nothing is said. */
    public static final double LEAST_OBSERVED_MINUTES = 60;

    static final Variety NONE = new Variety(0, 0, 0, Optional.empty(), new Episodes(0, 0, 0, 0));

    private static final double MINUTES_AN_HOUR = 60;

    /**
     * The last observation.
     *
     * @param at seconds of the epoch
     * @param minutesSinceChange since the last change, or since the stretch began to be observed
     */
    public record Last(long at, double minutesSinceChange) {}

    /**
     * Episodes of being off neutral; those that nobody saw end are among them, for as long as they were seen.
     *
     * @param collapsed towards the front
     * @param overcorrected towards the back
     */
    public record Episodes(long collapsed, long overcorrected, double minutes, double longestMinutes) {
        public long count() {
            return collapsed + overcorrected;
        }
    }

    public boolean isEnough() {
        return observedMinutes >= LEAST_OBSERVED_MINUTES;
    }

    /** Per hour of observation, which stands for waking hours. */
    public double changesPerWakingHour() {
        return changes * MINUTES_AN_HOUR / observedMinutes;
    }
}
