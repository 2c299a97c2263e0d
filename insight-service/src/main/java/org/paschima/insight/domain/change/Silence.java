package org.paschima.insight.domain.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.paschima.insight.domain.statistics.Welch;

/**
 * What would be left of a change if days without a report were the calm ones: who begins to report only when tense seems to
 * get worse, and who begins to report always seems to get better (docs/adr/0022).
 *
 * <p>Where a half has far fewer ratings than the other and the change is the way that calm days left out would make it, as
 * many of the lowest ratings of the fuller half are left out too. A change that is not clear without them is not claimed.
 */
final class Silence {

    /** Halves of the same habit differ by less, as a rule. */
    private static final double FAR_FEWER = 0.6;

    /** The smallest change that people notice (domain.md §1.1). */
    private static final double LEAST_NOTICED = 1;

    private Silence() {}

    static boolean explains(Comparison comparison) {
        var window = comparison.window();
        var means = comparison.means();
        double change = comparison.welch().orElseThrow().change();
        var fuller = half(comparison, change < 0);
        var sparser = half(comparison, change > 0);
        if (change == 0 || sparser.size() >= FAR_FEWER * fuller.size()) {
            return false;
        }
        var byValue = new ArrayList<>(fuller);
        byValue.sort(Comparator.comparingDouble(means::value));
        var kept = new ArrayList<>(byValue.subList(fuller.size() - sparser.size(), fuller.size()));
        kept.sort(Comparator.comparing(Rating::date).thenComparing(Rating::report));
        var trimmed = means.alike(kept);
        var other = change < 0 ? means.first(window) : means.second(window);
        return Welch.of(
                        change < 0 ? other : trimmed,
                        change < 0 ? trimmed : other,
                        comparison.correlation(),
                        means.uncertainty())
                .filter(left -> left.change() * change > 0
                        && Math.abs(left.change()) >= LEAST_NOTICED
                        && left.p() < Verdict.ALPHA)
                .isEmpty();
    }

    private static List<Rating> half(Comparison comparison, boolean isSecond) {
        return comparison.means().ratings().stream()
                .filter(rating -> comparison.window().isInSecond(rating.date()) == isSecond)
                .toList();
    }
}
