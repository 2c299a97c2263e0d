package org.paschima.insight.domain.helps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.insight.domain.helps.Credit.Exclusion;
import org.paschima.insight.domain.helps.Evidence.Changed;

/**
 * What helped one member, as far as it can be told (domain.md §3).
 *
 * @param items ranked, or where nothing may be ranked in the order of their ids
 * @param tauSquared null without any pair
 * @param pauleMandel another estimate of it; null where the centre is the population's
 * @param excluded how many pairs are credited to nothing, and why
 * @param missingPostShare of the sessions with a rating before, those without any after; null without such sessions
 * @param isFromPopulation whether the population was the centre that means are drawn to
 */
public record Helps(
        List<Item> items,
        @Nullable Double tauSquared,
        @Nullable Double pauleMandel,
        Optional<Withheld> withheld,
        @Nullable Double missingPostShare,
        Optional<Reference> reference,
        Map<Exclusion, Integer> excluded,
        boolean isFromPopulation) {

    /** Why nothing is ranked before anything else. */
    public enum Withheld {
        /** Fewer than two practices or cues have a pair. */
        NOT_ENOUGH_DATA,
        /** τ² is 0, or chance alone would often set them so far apart. */
        NO_DIFFERENCE_SEEN
    }

    /**
     * One practice or cue.
     *
     * @param raw mean change
     * @param adjusted mean change beyond what was to be expected without practice
     * @param shrunk the same, drawn to the centre; {@code low} to {@code high} hold it with 90 %, the reference being unsure
     *     as well, and upwards what was not rated after practice
     * @param probabilityBest that it is followed by the largest drop of all; null when ranking is withheld, or it has too few
     *     pairs to be spoken of
     * @param isLower whether all that is expected without practice lies above: the interval is below 0, that of its own pairs
     *     alone too, and both still are if what was not rated after it was as much worse as what was rated was better, by
     *     one standard deviation at least
     */
    public record Item(
            String id,
            int pairs,
            int days,
            double raw,
            double adjusted,
            double shrunk,
            double low,
            double high,
            @Nullable Double probabilityBest,
            Words words,
            boolean isLower,
            Circumstances circumstances) {}

    /**
     * What else may explain a change, to be shown beside it.
     *
     * @param before mean rating before
     * @param minutes mean length
     * @param hourBlocks pairs in each four hours of the local day, from midnight
     */
    public record Circumstances(
            double before,
            double minutes,
            List<Integer> hourBlocks,
            int stoppedEarly,
            int ratedBefore,
            int missingAfter) {

        /** Of the sessions of it with a rating before, those without any after. */
        double missingShare() {
            return ratedBefore == 0 ? 0 : (double) missingAfter / ratedBefore;
        }
    }

    /**
     * A ranking is shown when chance alone would make the differences this rarely. τ² above 0 is not enough: where all are
     * equal its estimate is above 0 in four cases of ten, and a ranking of equals has to be withheld in nine of ten (domain.md
     * §6.3).
     */
    private static final double MOST_CHANCE = 0.05;

    /** The same for differences between practices in the population, which would be shown to all at once. */
    private static final double MOST_CHANCE_OF_MANY = 0.01;

    private static final Comparator<Item> RANKED = Comparator.comparing(
                    (Item item) -> item.words() == Words.NOT_ENOUGH_YET)
            .thenComparingDouble(Item::shrunk)
            .thenComparing(Item::id);

    public Helps {
        items = List.copyOf(items);
        excluded = Map.copyOf(excluded);
    }

    /**
     * What helped.
     *
     * @param moment empty for all; else the other moments' pairs lend strength, by being shrunk together
     * @param population of no effect where the member has pairs enough
     */
    public static Helps of(Pairs pairs, Credit by, Optional<Moment> moment, Optional<Population> population) {
        var around = new Surroundings(pairs, by, moment);
        var reference = Reference.of(pairs, population);
        var evidence = reference.map(found ->
                moment.isPresent() ? Evidence.byMoment(pairs, found, by) : Evidence.atAllMoments(pairs, found, by));
        if (reference.isEmpty() || evidence.isEmpty() || evidence.get().byUnit().isEmpty()) {
            return new Helps(
                    List.of(),
                    null,
                    null,
                    Optional.of(Withheld.NOT_ENOUGH_DATA),
                    around.missingShare(),
                    reference,
                    around.excluded(),
                    false);
        }
        return concluded(around, population, reference.get(), evidence.get());
    }

    private static Helps concluded(
            Surroundings around, Optional<Population> population, Reference reference, Evidence evidence) {
        var moment = around.moment();
        var measured = evidence.measured(reference);
        double sd = evidence.sd();
        var prior = evidence.pairs() < Evidence.ENOUGH_PAIRS
                ? population.flatMap(known -> known.prior(around.by(), moment.isPresent()))
                : Optional.<Population.Prior>empty();
        var shrinkage = prior.map(known -> Shrinkage.towards(measured, sd, known.tauSquared(), known.centres()))
                .orElseGet(() -> Shrinkage.amongThemselves(measured, sd));
        var asked = at(moment, shrinkage.shrunk());
        var unsure =
                at(moment, prior.isPresent() ? shrinkage.shrunk() : UnsureSpread.of(measured, sd, shrinkage.shrunk()));
        boolean differ = shrinkage.tauSquared() > 0
                && (shrinkage.chance() < MOST_CHANCE
                        || prior.map(Population.Prior::chance).orElse(1.0) < MOST_CHANCE_OF_MANY);
        var withheld = withheld(asked.size(), differ);
        // what all are compared with is unsure too; between them it makes no difference
        double shared = reference.variance(reference.start(evidence.all()));
        var items = new ArrayList<Item>();
        for (int i = 0; i < asked.size(); i++) {
            var each = asked.get(i);
            var changes = evidence.byUnit().getOrDefault(each.key(), List.of());
            var best = withheld.isPresent() || !Words.isEnough(changes.size(), Evidence.days(changes))
                    ? null
                    : (Double) Ranking.isBest(each, asked);
            var circumstances = around.circumstances(each.key().id(), changes);
            var sure = unsure.get(i).lessSureBy(shared);
            var alone = new Shrunk<>(each.key(), Evidence.mean(changes), sd * sd / changes.size() + shared);
            items.add(item(sure, alone, sd, asked.size(), changes, best, circumstances));
        }
        items.sort(withheld.isPresent() ? Comparator.comparing(Item::id) : RANKED);
        return new Helps(
                items,
                shrinkage.tauSquared(),
                prior.isPresent() ? null : (Double) Shrinkage.pauleMandel(measured, sd),
                withheld,
                around.missingShare(),
                Optional.of(reference),
                around.excluded(),
                prior.isPresent());
    }

    /** Whether what others found had any effect: on the centre, or on what is expected without practice. */
    public boolean usesPopulation() {
        return isFromPopulation || basis() == Reference.Basis.POPULATION;
    }

    public Reference.Basis basis() {
        return reference.map(Reference::basis).orElse(Reference.Basis.NONE);
    }

    private static List<Shrunk<Unit>> at(Optional<Moment> moment, List<Shrunk<Unit>> all) {
        return all.stream()
                .filter(each -> each.key().moment() == moment.orElse(null))
                .toList();
    }

    private static Optional<Withheld> withheld(int asked, boolean differ) {
        if (asked < 2) {
            return Optional.of(Withheld.NOT_ENOUGH_DATA);
        }
        return differ ? Optional.empty() : Optional.of(Withheld.NO_DIFFERENCE_SEEN);
    }

    /**
     * @param sure drawn to the centre
     * @param alone the same of its own pairs only
     */
    private static Item item(
            Shrunk<Unit> sure,
            Shrunk<Unit> alone,
            double sd,
            int among,
            List<Changed> changes,
            @Nullable Double best,
            Circumstances circumstances) {
        int days = Evidence.days(changes);
        double raw = changes.stream()
                .mapToDouble(change -> change.pair().change())
                .average()
                .orElse(Double.NaN);
        // who skips the rating after practice does so when nothing eased, rather than when something did
        double unrated = circumstances.missingShare();
        double high = sure.lessSureBy(unrated * unrated * sd * sd).high();
        double worse = Math.max(Math.max(sd, Evidence.PRIOR_SD), -sure.mean());
        double atWorst = unrated * (worse - sure.mean());
        boolean isDrop = high < 0 && sure.high() + atWorst < 0 && alone.high() < 0;
        boolean isLower = isDrop && sure.high(among) + atWorst < 0;
        return new Item(
                sure.key().id(),
                changes.size(),
                days,
                raw,
                alone.mean(),
                sure.mean(),
                sure.low(),
                high,
                best,
                Words.of(changes.size(), days, isDrop && raw < 0, best),
                isLower,
                circumstances);
    }
}
