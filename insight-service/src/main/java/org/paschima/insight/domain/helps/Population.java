package org.paschima.insight.domain.helps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.paschima.insight.domain.helps.PopulationSums.Sums;

/**
 * What a practice or cue did for many members: the upper of the two levels of domain.md §3, which a member with few pairs
 * of their own is drawn to. Of fewer than {@value #LEAST_MEMBERS} members nothing is used.
 *
 * @param asOf when the sums were taken
 */
public record Population(PopulationSums sums, Instant asOf) {

    public static final int LEAST_MEMBERS = 20;

    /**
     * Where members' means are drawn to.
     *
     * @param tauSquared variance between members' true effects of one and the same practice
     * @param chance how often chance alone would set the centres so far apart
     */
    record Prior(double tauSquared, Function<Unit, Shrinkage.Centre> centres, double chance) {}

    /**
     * How ratings go without practice, for members who have hardly any such pairs of their own.
     *
     * @param rho slope of after on before
     * @param variance of ratings after about that line
     */
    record Unpractised(double rho, double variance) {}

    /** Empty when too few members have put anything in. */
    Optional<Unpractised> unpractised() {
        var compared = sums.compared();
        if (compared.members() < LEAST_MEMBERS || compared.before() <= 0) {
            return Optional.empty();
        }
        double rho = Math.clamp(compared.products() / compared.before(), 0, Reference.MOST_RHO);
        double left = compared.after() - 2 * rho * compared.products() + rho * rho * compared.before();
        return Optional.of(new Unpractised(rho, Math.max(Evidence.LEAST_VARIANCE, left / compared.freedom())));
    }

    public boolean isLargeEnough() {
        return members() >= LEAST_MEMBERS;
    }

    public long members() {
        return sums.members();
    }

    /** Empty when too few members have put anything in. */
    Optional<Prior> prior(Credit by, boolean byMoment) {
        var known = new TreeMap<Unit, Sums>();
        sums.sums().forEach((of, sum) -> {
            if (of.by() == by && (of.unit().moment() != null) == byMoment && sum.members() >= LEAST_MEMBERS) {
                known.put(of.unit(), sum);
            }
        });
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var all = known.values().stream().reduce(Sums.NONE, Sums::plus);
        long freedom = all.pairs() - all.members();
        double variance = freedom > 0
                ? Math.max(Evidence.LEAST_VARIANCE, (all.changeSquared() - all.between()) / freedom)
                : Evidence.PRIOR_SD * Evidence.PRIOR_SD;
        double tauSquared = betweenMembers(new ArrayList<>(known.values()), variance);
        var centres = new TreeMap<Unit, Shrinkage.Centre>();
        known.forEach((unit, sum) -> centres.put(unit, centre(sum, variance, tauSquared)));
        var rest = centre(all, variance, tauSquared);
        return Optional.of(new Prior(
                tauSquared,
                unit -> centres.getOrDefault(unit, rest),
                Shrinkage.chance(q(centres.values()), centres.size())));
    }

    private static double q(Collection<Shrinkage.Centre> centres) {
        double weight = 0;
        double sum = 0;
        for (var centre : centres) {
            weight += 1 / centre.variance();
            sum += centre.mean() / centre.variance();
        }
        double q = 0;
        for (var centre : centres) {
            q += (centre.mean() - sum / weight) * (centre.mean() - sum / weight) / centre.variance();
        }
        return q;
    }

    private static Shrinkage.Centre centre(Sums sum, double variance, double tauSquared) {
        return new Shrinkage.Centre(sum.change() / sum.pairs(), variance / sum.pairs() + tauSquared / sum.members());
    }

    /** By moments, as domain.md §2.8 does for cells: what members' means differ beyond what their few pairs explain. */
    private static double betweenMembers(Iterable<Sums> each, double variance) {
        double excess = 0;
        double weight = 0;
        for (var sum : each) {
            double pairs = sum.pairs();
            excess += sum.between() - sum.change() * sum.change() / pairs - (sum.members() - 1) * variance;
            weight += pairs - sum.pairsSquared() / pairs;
        }
        return weight > 0 ? Math.max(0, excess / weight) : 0;
    }
}
