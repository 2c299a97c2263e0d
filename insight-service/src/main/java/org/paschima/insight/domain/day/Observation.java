package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one moment was like: ratings within ten minutes of the one before say one thing, however many regions or repetitions
 * they are of, so they count once wherever the number of reports says how sure something is (docs/adr/0024). A moment is
 * shorter than an hour.
 *
 * @param epochSecond of the first of them
 * @param localHour of the first of them
 * @param value their mean
 * @param reports how many they are
 */
public record Observation(long epochSecond, int localHour, double value, int reports)
        implements Comparable<Observation> {

    /** Ratings further apart than this from the one before are of another moment. */
    public static final long SECONDS_OF_A_MOMENT = 600;

    /** Whoever reports every few minutes all day long does not report of one moment. */
    static final long MOST_SECONDS = 3_600;

    private static final Comparator<Observation> ORDER = Comparator.comparingLong(Observation::epochSecond)
            .thenComparingDouble(Observation::value)
            .thenComparingInt(Observation::reports);

    /** The moments of these ratings, which a cell has in the order of time. */
    public static List<Observation> of(TensionCell cell) {
        return of(cell.reports());
    }

    /** The moments of ratings in the order of time. */
    public static List<Observation> of(List<Reported> inOrder) {
        var moments = new ArrayList<Observation>();
        int begin = 0;
        while (begin < inOrder.size()) {
            int end = begin;
            long sum = 0;
            do {
                sum += inOrder.get(end).value();
                end++;
            } while (end < inOrder.size() && isOfOneMoment(inOrder.get(begin), inOrder.get(end - 1), inOrder.get(end)));
            var first = inOrder.get(begin);
            int reports = end - begin;
            moments.add(new Observation(first.epochSecond(), first.localHour(), (double) sum / reports, reports));
            begin = end;
        }
        return moments;
    }

    /** Whether a rating says the same as the one before it, in a moment that began with the first. */
    public static boolean isOfOneMoment(Reported first, Reported before, Reported next) {
        return isOfOneMoment(first.epochSecond(), before.epochSecond(), next.epochSecond());
    }

    /** The same of the instants, in seconds of the epoch. */
    public static boolean isOfOneMoment(long first, long before, long next) {
        return next - before <= SECONDS_OF_A_MOMENT && next - first < MOST_SECONDS;
    }

    @Override
    public int compareTo(Observation other) {
        return ORDER.compare(this, other);
    }
}
