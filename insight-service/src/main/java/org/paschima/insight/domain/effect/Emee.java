package org.paschima.insight.domain.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.jspecify.annotations.Nullable;

/**
 * The excursion effect on a yes-or-no outcome, as the logarithm of the relative risk (domain.md §4.6): the root of
 * Σ I W e^(−A f'β) (Y − e^(g'α + A f'β)) [g; (A − p̃) f].
 */
public final class Emee {

    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double CLOSE_ENOUGH = 1e-12;

    private Emee() {}

    /** Empty when there is no root that all coefficients are determined by, as when nobody ever practised. */
    public static Optional<Estimate> estimate(Shape shape, List<MemberRows> members) {
        var theta = root(shape, members);
        if (theta == null) {
            return Optional.empty();
        }
        var contributions = new ArrayList<Sandwich.Contribution>();
        var m = MatrixUtils.createRealMatrix(shape.size(), shape.size());
        for (var member : members) {
            var equation = equation(shape, member, theta);
            contributions.add(equation);
            m = m.add(equation.m());
        }
        return Sandwich.inverse(m)
                .flatMap(bread -> Sandwich.of(contributions, bread))
                .flatMap(sandwich -> Estimate.of(shape, theta, sandwich, members.size()));
    }

    /** Newton's steps, each halved until it brings the equation closer to its root. */
    private static @Nullable RealVector root(Shape shape, List<MemberRows> members) {
        var theta = begin(shape, members);
        var here = total(shape, members, theta);
        for (int step = 0; step < MOST_STEPS; step++) {
            var inverse = Sandwich.inverse(here.m()).orElse(null);
            if (inverse == null) {
                return null;
            }
            var move = inverse.operate(here.score());
            if (move.getLInfNorm() < CLOSE_ENOUGH * (1 + theta.getLInfNorm())) {
                return theta;
            }
            RealVector next = null;
            for (int halving = 0; next == null && halving < MOST_HALVINGS; halving++) {
                var tried = theta.add(move.mapMultiply(Math.scalb(1.0, -halving)));
                var there = total(shape, members, tried);
                // As far from the root as the last slope sees it: a measure that does not depend on units.
                if (inverse.operate(there.score()).getNorm() < move.getNorm()) {
                    next = tried;
                    here = there;
                }
            }
            if (next == null) {
                return move.getLInfNorm() < Math.sqrt(CLOSE_ENOUGH) ? theta : null;
            }
            theta = next;
        }
        return null;
    }

    /** No effect, and the overall share of yes: close enough for Newton's steps. */
    private static RealVector begin(Shape shape, List<MemberRows> members) {
        double weights = 0;
        double yes = 0;
        for (var member : members) {
            for (var row : member.rows().entrySet()) {
                double weight = row.getKey().weight() * row.getValue();
                weights += weight;
                yes += weight * row.getKey().outcome();
            }
        }
        var theta = MatrixUtils.createRealVector(new double[shape.size()]);
        if (yes > 0) {
            theta.setEntry(0, Math.log(yes / weights)); // the first control is the intercept
        }
        return theta;
    }

    private static Sandwich.Contribution total(Shape shape, List<MemberRows> members, RealVector theta) {
        RealMatrix m = MatrixUtils.createRealMatrix(shape.size(), shape.size());
        RealVector score = MatrixUtils.createRealVector(new double[shape.size()]);
        for (var member : members) {
            var equation = equation(shape, member, theta);
            m = m.add(equation.m());
            score = score.add(equation.score());
        }
        return new Sandwich.Contribution(m, score);
    }

    /** One member's part of the equation, and minus its derivative. */
    private static Sandwich.Contribution equation(Shape shape, MemberRows member, RealVector theta) {
        int size = shape.size();
        var m = new double[size][size];
        var score = new double[size];
        member.rows().forEach((point, count) -> {
            var x = point.regressors();
            double expected = Math.exp(dot(point.controls(), theta, 0));
            double effect = point.treated() ? dot(point.moderators(), theta, shape.controls()) : 0;
            double weight = point.weight() * count;
            double seen = point.outcome() * Math.exp(-effect);
            for (int i = 0; i < size; i++) {
                score[i] += weight * (seen - expected) * x[i];
                for (int j = 0; j < size; j++) {
                    m[i][j] += weight * x[i] * slope(point, shape, j, expected, seen);
                }
            }
        });
        return new Sandwich.Contribution(MatrixUtils.createRealMatrix(m), MatrixUtils.createRealVector(score));
    }

    /** Minus the derivative of (seen − expected) by coefficient j. */
    private static double slope(Point point, Shape shape, int j, double expected, double seen) {
        if (j < shape.controls()) {
            return expected * point.controls().get(j);
        }
        return point.treated() ? seen * point.moderators().get(j - shape.controls()) : 0;
    }

    private static double dot(List<Double> values, RealVector theta, int from) {
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += values.get(i) * theta.getEntry(from + i);
        }
        return sum;
    }
}
