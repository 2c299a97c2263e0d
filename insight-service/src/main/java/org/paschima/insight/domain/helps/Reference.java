package org.paschima.insight.domain.helps;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paschima.insight.domain.day.SessionDone;
import org.paschima.insight.domain.statistics.LeastSquares;

/**
 * What a rating would have been without practice (domain.md §3): {@code E[post|pre] = a + w(h′) + ρ(pre − a − w(h))}, where w is
 * the member's {@linkplain DailyWave daily wave} and h and h′ are the hours of the two ratings. Who practises when tension is
 * high would see it fall anyway, and who practises in the evening too; only what fell beyond that may be due to anything.
 *
 * <p>ρ is the slope of after on before, the wave taken off, among comparison pairs and among the rested pairs of each practice
 * (the analysis of covariance {@code post ~ pre + practice}), shrunk to {@value #PRIOR_RHO} as if that had been seen in {@value
 * #PRIOR_PAIRS} pairs. The mean {@code a} is where the comparison pairs say that ratings neither rise nor fall, shrunk with the
 * same weight to the mean of the ratings that no practice is near of. So with many comparison pairs this is the analysis of
 * covariance, and with none it rests on the member's own level.
 *
 * <p>Where the member has too few comparison pairs, the slope among those of many members takes the place of the prior.
 *
 * <p>It is an estimate too: how unsure it is belongs into every interval of what is compared with it. Whether it may be named
 * in a sentence, its {@link Basis} says.
 *
 * @param rho 0 to {@value #MOST_RHO}
 * @param memberMean 0 to 10
 * @param sureness how unsure it is
 */
public record Reference(
        double rho, double memberMean, int comparisonPairs, DailyWave wave, Sureness sureness, Basis basis) {

    /** What says how ratings go without practice. */
    public enum Basis {
        /** The member's own pairs of ratings without practice between. */
        OWN,
        /** Those of many members, and the member's own level. */
        POPULATION,
        /** Nothing but a prior: it may not be named in a sentence. */
        NONE
    }

    /**
     * Variances of what is expected.
     *
     * @param centre the rating before at which it is surest
     * @param atCentre there
     * @param ofRho for every point that a rating before lies away from it, squared
     */
    public record Sureness(double centre, double atCentre, double ofRho) {}

    /** Where pairs began, on average: how far from the centre, and when. */
    record Start(double before, DailyWave.Contrast wave) {}

    static final double PRIOR_RHO = 0.8;
    static final double PRIOR_PAIRS = 10;

    /** At 1 every rating would be its own level, and there would be no mean to come back to. */
    static final double MOST_RHO = 0.95;

    /** With fewer pairs of one's own, how ratings go without practice is not known. */
    static final int LEAST_COMPARISON_PAIRS = 10;

    /** How far members differ from the prior slope: a noise of 1.5 in each rating, for 0.8, makes it 0.3 (A). */
    private static final double PRIOR_RHO_SD = 0.3;

    /** How far members differ from the slope among the pairs of many (A). */
    private static final double POPULATION_RHO_SD = 0.15;

    /** With fewer ratings of one's own, what many members' pairs come back to is not known of this one. */
    private static final int LEAST_LEVELS = 10;

    /** Comparison pairs lie at other times and further apart than practice does: by how much that may mislead (A). */
    private static final double OTHER_OCCASIONS_SD = 0.15;

    private static final double MOST_RATING = 10;

    /** What the slope is taken to be before any pair is seen. */
    private record Prior(double rho, double sd, double variance) {
        static final Prior OF_NO_ONE = new Prior(PRIOR_RHO, PRIOR_RHO_SD, Evidence.PRIOR_SD * Evidence.PRIOR_SD);

        static Prior of(Population.Unpractised many) {
            return new Prior(many.rho(), POPULATION_RHO_SD, many.variance());
        }
    }

    /** Of the member alone; empty when nothing was rated. */
    static Optional<Reference> of(Pairs pairs) {
        return of(pairs, Optional.empty());
    }

    /**
     * Empty when nothing was rated.
     *
     * @param population of no effect where the member has comparison pairs enough
     */
    static Optional<Reference> of(Pairs pairs, Optional<Population> population) {
        var levels = pairs.unpractised().isEmpty() ? startsOf(pairs) : pairs.unpractised();
        if (levels.isEmpty()) {
            return Optional.empty();
        }
        var wave = DailyWave.of(levels);
        int n = pairs.comparison().size();
        var compared = sums(pairs.comparison(), wave);
        double before = n == 0 ? wave.mean() : compared.meanX();
        double after = n == 0 ? wave.mean() : compared.meanY();
        var many = n < LEAST_COMPARISON_PAIRS && pairs.unpractised().size() >= LEAST_LEVELS
                ? population.flatMap(Population::unpractised)
                : Optional.<Population.Unpractised>empty();
        var prior = many.map(Prior::of).orElse(Prior.OF_NO_ONE);
        var slope = Slope.of(compared, among(pairs.practised(), wave), prior);
        double rho = slope.rho();
        double still = (after - rho * before) / (1 - rho);
        double mean = (n * still + PRIOR_PAIRS * wave.mean()) / (n + PRIOR_PAIRS);
        double centre = (n * before + PRIOR_PAIRS * wave.mean()) / (n + PRIOR_PAIRS);
        double atCentre = slope.residualVariance() / (n + PRIOR_PAIRS) + OTHER_OCCASIONS_SD * OTHER_OCCASIONS_SD;
        var sureness = new Sureness(centre, atCentre, slope.variance());
        var basis = n >= LEAST_COMPARISON_PAIRS ? Basis.OWN : many.isPresent() ? Basis.POPULATION : Basis.NONE;
        return Optional.of(new Reference(rho, Math.clamp(mean, 0, MOST_RATING), n, wave, sureness, basis));
    }

    private static List<Pairs.Level> startsOf(Pairs pairs) {
        return pairs.practised().stream()
                .map(pair -> new Pairs.Level(pair.hourBefore(), pair.before()))
                .toList();
    }

    static LeastSquares sums(List<RatedPair> pairs, DailyWave wave) {
        var sums = LeastSquares.NOTHING;
        for (var pair : pairs) {
            sums = sums.plus(before(pair, wave), after(pair, wave));
        }
        return sums;
    }

    private static List<LeastSquares> among(List<RatedPair> practised, DailyWave wave) {
        return practised.stream()
                .filter(RatedPair::isRested)
                .collect(Collectors.groupingBy(Reference::practices, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(pairs -> sums(pairs, wave))
                .toList();
    }

    private static String practices(RatedPair pair) {
        var session = pair.session();
        return session == null
                ? ""
                : session.parts().stream().map(SessionDone.Part::practice).collect(Collectors.joining(" "));
    }

    private static double before(RatedPair pair, DailyWave wave) {
        return pair.before() - pair.usual() - wave.at(pair.hourBefore());
    }

    private static double after(RatedPair pair, DailyWave wave) {
        return pair.after() - pair.usual() - wave.at(pair.hourAfter());
    }

    /** The slope of after on before, shrunk; its variance; and how far ratings after lie from the line. */
    private record Slope(double rho, double variance, double residualVariance) {

        /** Within what was compared and within each practice: between them it would be mistaken for what practice does. */
        static Slope of(LeastSquares compared, List<LeastSquares> practised, Prior prior) {
            double squaresBefore = compared.squaresX();
            double products = compared.products();
            double squaresAfter = compared.squaresY();
            double freedom = Math.max(0, compared.n() - 1);
            for (var sums : practised) {
                squaresBefore += sums.squaresX();
                products += sums.products();
                squaresAfter += sums.squaresY();
                freedom += sums.n() - 1;
            }
            double n = squaresBefore == 0 ? 0 : freedom; // always the same start tells no slope
            double seen = n == 0 ? 0 : products / squaresBefore;
            double rho = Math.clamp((n * seen + PRIOR_PAIRS * prior.rho()) / (n + PRIOR_PAIRS), 0, MOST_RHO);
            double left = squaresAfter - 2 * rho * products + rho * rho * squaresBefore;
            double residual = Math.max(
                    Evidence.LEAST_VARIANCE, (left + PRIOR_PAIRS * prior.variance()) / (freedom + PRIOR_PAIRS));
            double own = n / (n + PRIOR_PAIRS);
            double variance = (n == 0 ? 0 : own * own * residual / squaresBefore)
                    + (1 - own) * (1 - own) * prior.sd() * prior.sd();
            return new Slope(rho, variance, residual);
        }
    }

    /** What to expect after such a start without practice, the time of day aside. */
    double expected(double before) {
        return memberMean + rho * (before - memberMean);
    }

    /** The change beyond what is expected without practice: δ. Below 0 is relief. */
    double adjusted(RatedPair pair) {
        return after(pair, wave) - expected(before(pair, wave));
    }

    Start start(Collection<RatedPair> pairs) {
        int n = pairs.size();
        double before = 0;
        var contrast = DailyWave.Contrast.NONE;
        for (var pair : pairs) {
            before += before(pair, wave) / n;
            contrast = contrast.plus(
                    wave.contrast(pair.hourBefore(), pair.hourAfter(), rho).times(1.0 / n));
        }
        return new Start(before, contrast);
    }

    /** How unsure what is expected after such a start is. */
    double variance(Start start) {
        return sureness.atCentre() + ofSlope(start.before() - sureness.centre()) + wave.variance(start.wave());
    }

    /** How unsure the difference between what is expected after two starts is. */
    double variance(Start one, Start other) {
        return ofSlope(one.before() - other.before())
                + wave.variance(one.wave().plus(other.wave().times(-1)));
    }

    private double ofSlope(double away) {
        return away * away * sureness.ofRho();
    }
}
