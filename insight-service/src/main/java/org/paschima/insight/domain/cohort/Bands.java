package org.paschima.insight.domain.cohort;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which bands may be shown of sets of members, so that no cell below the floor is shown or follows from what is.
 *
 * <p>All sets show the same bands: those in which every atom of their algebra counts enough. The rest follows from the
 * totals as one sum, so there are at least two of the rest, and every atom counts enough in them together. Hence any count
 * that follows is a sum of cells each of which counts enough.
 */
final class Bands {

    static final Set<Integer> EVERY =
            IntStream.range(0, Band.ALL.size()).boxed().collect(Collectors.toUnmodifiableSet());

    private Bands() {}

    /** The bands that are hidden; all of them when there is nothing to be shown. */
    static Set<Integer> hidden(Collection<Set<String>> atoms, Map<String, Double> means, MinimumGroupSize atLeast) {
        var counts = atoms.stream().map(atom -> counts(atom, means)).toList();
        var hidden = new TreeSet<Integer>();
        for (int band = 0; band < Band.ALL.size(); band++) {
            if (least(counts, List.of(band)) < atLeast.cell()) {
                hidden.add(band);
            }
        }
        while (!hidden.isEmpty()
                && hidden.size() < Band.ALL.size()
                && (hidden.size() < 2 || least(counts, hidden) < atLeast.cell())) {
            hidden.add(smallestShown(counts, hidden));
        }
        return hidden;
    }

    /** The smallest sum over these bands that an atom has. */
    private static int least(List<int[]> counts, Collection<Integer> bands) {
        return counts.stream()
                .mapToInt(each -> bands.stream().mapToInt(band -> each[band]).sum())
                .min()
                .orElse(0);
    }

    private static int smallestShown(List<int[]> counts, Set<Integer> hidden) {
        int smallest = -1;
        int least = Integer.MAX_VALUE;
        for (int band = 0; band < Band.ALL.size(); band++) {
            int total = 0;
            for (var each : counts) {
                total += each[band];
            }
            if (!hidden.contains(band) && total < least) {
                smallest = band;
                least = total;
            }
        }
        return smallest;
    }

    static int[] counts(Collection<String> members, Map<String, Double> means) {
        var counts = new int[Band.ALL.size()];
        for (var member : members) {
            counts[Band.of(means.getOrDefault(member, 0.0))]++;
        }
        return counts;
    }

    /** The numbers of a set. */
    static Numbers numbers(Collection<String> members, Map<String, Double> means, Set<Integer> hidden) {
        var counts = counts(members, means);
        var shown = new ArrayList<@Nullable Integer>();
        for (int band = 0; band < counts.length; band++) {
            shown.add(hidden.contains(band) ? null : counts[band]);
        }
        double mean = members.stream()
                .sorted()
                .mapToDouble(member -> means.getOrDefault(member, 0.0))
                .average()
                .orElseThrow();
        return new Numbers(members.size(), Math.round(mean * 10) / 10.0, shown);
    }
}
