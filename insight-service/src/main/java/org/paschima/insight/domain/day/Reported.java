package org.paschima.insight.domain.day;

/**
 * One rating at one time.
 *
 * @param epochSecond the instant
 * @param localHour 0 to 23, in the zone it was recorded under
 * @param value 0 to 10
 */
public record Reported(long epochSecond, int localHour, int value) implements Comparable<Reported> {

    @Override
    public int compareTo(Reported other) {
        int order = Long.compare(epochSecond, other.epochSecond);
        order = order == 0 ? Integer.compare(value, other.value) : order;
        return order == 0 ? Integer.compare(localHour, other.localHour) : order;
    }
}
