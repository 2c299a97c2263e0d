package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

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
        return moments(inOrder, Reported::epochSecond).stream()
                .map(Observation::one)
                .toList();
    }

    private static Observation one(List<Reported> ratings) {
        long sum = 0;
        for (var rating : ratings) {
            sum += rating.value();
        }
        var first = ratings.getFirst();
        return new Observation(first.epochSecond(), first.localHour(), (double) sum / ratings.size(), ratings.size());
    }

    /**
     * What belongs to one moment, together, of things in the order of time.
     *
     * @param at their instants, in seconds of the epoch
     */
    public static <T> List<List<T>> moments(List<T> inOrder, ToLongFunction<T> at) {
        var moments = new ArrayList<List<T>>();
        int begin = 0;
        for (int next = 1; next <= inOrder.size(); next++) {
            if (next == inOrder.size()
                    || !isOfOneMoment(
                            at.applyAsLong(inOrder.get(begin)),
                            at.applyAsLong(inOrder.get(next - 1)),
                            at.applyAsLong(inOrder.get(next)))) {
                moments.add(inOrder.subList(begin, next));
                begin = next;
            }
        }
        return moments;
    }

    /** Whether what comes next says the same as what came before it, in a moment that began with the first. */
    private static boolean isOfOneMoment(long first, long before, long next) {
        return next - before <= SECONDS_OF_A_MOMENT && next - first < MOST_SECONDS;
    }

    @Override
    public int compareTo(Observation other) {
        return ORDER.compare(this, other);
    }
}
