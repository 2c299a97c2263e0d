package org.paschima.insight.domain.day;

import java.util.Comparator;

/**
 * One rating at one time.
 *
 * @param epochSecond the instant
 * @param localHour 0 to 23, in the zone it was recorded under
 * @param value 0 to 10
 */
public record Reported(long epochSecond, int localHour, int value) implements Comparable<Reported> {

    private static final Comparator<Reported> ORDER = Comparator.comparingLong(Reported::epochSecond)
            .thenComparingInt(Reported::value)
            .thenComparingInt(Reported::localHour);

    @Override
    public int compareTo(Reported other) {
        return ORDER.compare(this, other);
    }
}
