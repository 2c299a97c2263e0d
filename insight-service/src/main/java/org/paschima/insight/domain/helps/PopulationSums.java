package org.paschima.insight.domain.helps;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.statistics.LeastSquares;

/**
 * What many members' changes add up to, and nothing from which one of them could be told: sums only, so what a member put
 * in can be taken out again (domain.md §5.5).
 *
 * @param members those with a credited pair
 * @param compared how ratings go without practice
 */
public record PopulationSums(long members, SortedMap<Of, Sums> sums, Compared compared) {

    public static final PopulationSums NONE = new PopulationSums(0, new TreeMap<>(), Compared.NONE);

    /**
     * Of comparison pairs, each member's about the member's own means and the daily wave taken off: how ratings go without
     * practice.
     *
     * @param members those with two comparison pairs or more
     * @param freedom pairs less members
     * @param before Σ(pre − mean)²
     * @param products Σ(pre − mean)(post − mean)
     * @param after Σ(post − mean)²
     */
    public record Compared(long members, long freedom, double before, double products, double after) {

        public static final Compared NONE = new Compared(0, 0, 0, 0, 0);

        static Compared of(LeastSquares pairs) {
            return pairs.n() < 2
                    ? NONE
                    : new Compared(1, pairs.n() - 1, pairs.squaresX(), pairs.products(), pairs.squaresY());
        }

        private Compared combined(Compared other, int sign) {
            return new Compared(
                    members + sign * other.members,
                    freedom + sign * other.freedom,
                    before + sign * other.before,
                    products + sign * other.products,
                    after + sign * other.after);
        }
    }

    /** What is summed up. */
    public record Of(Credit by, Unit unit) implements Comparable<Of> {
        private static final Comparator<Of> ORDER = Comparator.comparing(Of::by).thenComparing(Of::unit);

        @Override
        public int compareTo(Of other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Of the adjusted changes δ of members u, each with n_u pairs.
     *
     * @param pairs Σ n_u
     * @param change Σδ
     * @param changeSquared Σδ²
     * @param between Σ_u (Σδ_u)²/n_u
     * @param pairsSquared Σ n_u²
     */
    public record Sums(
            long members, long pairs, double change, double changeSquared, double between, long pairsSquared) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        Sums plus(Sums other) {
            return combined(other, 1);
        }

        Sums minus(Sums other) {
            return combined(other, -1);
        }

        private Sums combined(Sums other, int sign) {
            return new Sums(
                    members + sign * other.members,
                    pairs + sign * other.pairs,
                    change + sign * other.change,
                    changeSquared + sign * other.changeSquared,
                    between + sign * other.between,
                    pairsSquared + sign * other.pairsSquared);
        }
    }

    public PopulationSums {
        sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    }

    /** What one member puts in: the changes in the primary index. */
    public static PopulationSums ofMember(SortedMap<LocalDate, DayCells> days) {
        var pairs = Pairs.of(days, PrimaryRegions.ALL);
        var sums = new TreeMap<Of, Sums>();
        var reference = Reference.of(pairs);
        reference.ifPresent(own -> {
            for (var by : Credit.values()) {
                add(sums, by, Evidence.atAllMoments(pairs, own, by));
                add(sums, by, Evidence.byMoment(pairs, own, by));
            }
        });
        var compared = sums.isEmpty() || reference.isEmpty()
                ? Compared.NONE
                : Compared.of(Reference.sums(pairs.comparison(), reference.get().wave()));
        return new PopulationSums(sums.isEmpty() ? 0 : 1, sums, compared);
    }

    private static void add(SortedMap<Of, Sums> sums, Credit by, Evidence evidence) {
        evidence.byUnit().forEach((unit, changes) -> {
            int n = changes.size();
            double change = 0;
            double squared = 0;
            for (var each : changes) {
                change += each.adjusted();
                squared += each.adjusted() * each.adjusted();
            }
            sums.put(new Of(by, unit), new Sums(1, n, change, squared, change * change / n, (long) n * n));
        });
    }

    public PopulationSums plus(PopulationSums other) {
        return combined(other, 1);
    }

    /** Takes out what was put in before. */
    public PopulationSums minus(PopulationSums other) {
        return combined(other, -1);
    }

    private PopulationSums combined(PopulationSums other, int sign) {
        var all = new TreeMap<>(sums);
        other.sums.forEach((of, more) -> {
            var before = all.getOrDefault(of, Sums.NONE);
            var now = sign > 0 ? before.plus(more) : before.minus(more);
            if (now.members() == 0) {
                all.remove(of);
            } else {
                all.put(of, now);
            }
        });
        return new PopulationSums(members + sign * other.members, all, compared.combined(other.compared, sign));
    }
}
