package org.paschima.insight.domain.helps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.insight.domain.SessionDone;
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
     * @param probabilityBest that it is followed by the largest drop of all; null when ranking is withheld
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
            int missingAfter) {}

    /**
     * A ranking is shown when chance alone would make the differences this rarely. τ² above 0 is not enough: where all are
     * equal its estimate is above 0 in four cases of ten, and a ranking of equals has to be withheld in nine of ten (domain.md
     * §6.3).
     */
    private static final double MOST_CHANCE = 0.05;

    /** The same for differences between practices in the population, which would be shown to all at once. */
    private static final double MOST_CHANCE_OF_MANY = 0.01;

    private static final int BLOCKS = 6;
    private static final int HOURS_A_BLOCK = 4;

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
        var reference = Reference.of(pairs);
        var evidence = reference.map(found ->
                moment.isPresent() ? Evidence.byMoment(pairs, found, by) : Evidence.atAllMoments(pairs, found, by));
        if (evidence.isEmpty() || evidence.get().byUnit().isEmpty()) {
            return new Helps(
                    List.of(),
                    null,
                    null,
                    Optional.of(Withheld.NOT_ENOUGH_DATA),
                    missingShare(pairs, moment),
                    reference,
                    excluded(pairs, by, moment),
                    false);
        }
        return concluded(pairs, by, moment, population, reference, evidence.get());
    }

    private static Helps concluded(
            Pairs pairs,
            Credit by,
            Optional<Moment> moment,
            Optional<Population> population,
            Optional<Reference> reference,
            Evidence evidence) {
        var measured = evidence.measured();
        double sd = evidence.sd();
        var prior = evidence.pairs() < Evidence.ENOUGH_PAIRS
                ? population.flatMap(known -> known.prior(by, moment.isPresent()))
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
        var missing = missingShare(pairs, moment);
        double unrated = missing == null ? 0 : missing * sd;
        var items = new ArrayList<Item>();
        for (int i = 0; i < asked.size(); i++) {
            var each = asked.get(i);
            var best = withheld.isPresent() ? null : (Double) Ranking.isBest(each, asked);
            var changes = evidence.byUnit().getOrDefault(each.key(), List.of());
            var around = circumstances(pairs, by, moment, each.key().id(), changes);
            // what all are compared with is unsure too; between them it makes no difference
            double shared =
                    reference.map(known -> known.variance(around.before())).orElse(0.0);
            var sure = unsure.get(i).lessSureBy(shared);
            // who skips the rating after practice does so when nothing eased, rather than when something did
            double high = sure.lessSureBy(unrated * unrated).high();
            items.add(item(sure, high, changes, best, around));
        }
        items.sort(
                withheld.isPresent()
                        ? Comparator.comparing(Item::id)
                        : Comparator.comparingDouble(Item::shrunk).thenComparing(Item::id));
        return new Helps(
                items,
                shrinkage.tauSquared(),
                prior.isPresent() ? null : (Double) Shrinkage.pauleMandel(measured, sd),
                withheld,
                missing,
                reference,
                excluded(pairs, by, moment),
                prior.isPresent());
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

    private static Item item(
            Shrunk<Unit> shrunk,
            double high,
            List<Changed> changes,
            @Nullable Double best,
            Circumstances circumstances) {
        int days = (int) changes.stream()
                .map(change -> change.pair().localDate())
                .distinct()
                .count();
        return new Item(
                shrunk.key().id(),
                changes.size(),
                days,
                changes.stream()
                        .mapToDouble(change -> change.pair().change())
                        .average()
                        .orElse(Double.NaN),
                Evidence.mean(changes),
                shrunk.mean(),
                shrunk.low(),
                high,
                best,
                Words.of(changes.size(), days, high, best),
                circumstances);
    }

    private static Circumstances circumstances(
            Pairs pairs, Credit by, Optional<Moment> moment, String id, List<Changed> changes) {
        double before = 0;
        double minutes = 0;
        int stopped = 0;
        var blocks = new ArrayList<>(Collections.nCopies(BLOCKS, 0));
        for (var change : changes) {
            var session = change.session();
            before += change.pair().before();
            minutes += session.minutes();
            stopped += session.stoppedEarly() ? 1 : 0;
            int block = session.localHour() / HOURS_A_BLOCK;
            blocks.set(block, blocks.get(block) + 1);
        }
        return new Circumstances(
                before / changes.size(),
                minutes / changes.size(),
                List.copyOf(blocks),
                stopped,
                count(pairs.ratedBefore(), by, moment, id),
                count(pairs.missingAfter(), by, moment, id));
    }

    private static int count(List<SessionDone> sessions, Credit by, Optional<Moment> moment, String id) {
        return (int) sessions.stream()
                .filter(session ->
                        isAt(moment, session) && id.equals(by.of(session).id()))
                .count();
    }

    private static boolean isAt(Optional<Moment> moment, SessionDone session) {
        return moment.isEmpty() || moment.get() == session.moment();
    }

    private static Map<Exclusion, Integer> excluded(Pairs pairs, Credit by, Optional<Moment> moment) {
        var excluded = new EnumMap<Exclusion, Integer>(Exclusion.class);
        for (var pair : pairs.practised()) {
            var session = pair.session();
            if (session != null && isAt(moment, session)) {
                by.of(session).exclusion().ifPresent(why -> excluded.merge(why, 1, Integer::sum));
            }
        }
        return excluded;
    }

    private static @Nullable Double missingShare(Pairs pairs, Optional<Moment> moment) {
        long rated = pairs.ratedBefore().stream()
                .filter(session -> isAt(moment, session))
                .count();
        long missing = pairs.missingAfter().stream()
                .filter(session -> isAt(moment, session))
                .count();
        return rated == 0 ? null : (Double) ((double) missing / rated);
    }
}
