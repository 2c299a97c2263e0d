package org.paschima.insight.domain.effect;

import java.util.Collection;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * What the effect needs of one member: M = Σ I W x x' and b = Σ I W x Y (domain.md §4.6), however many points they stand
 * for.
 *
 * <p>Immutable. {@link #plus} and {@link #minus} undo each other up to rounding, so sums can be merged in any order and
 * a member's points taken back.
 */
public final class MemberSums {

    private final Shape shape;
    private final long points;
    private final RealMatrix m;
    private final RealVector b;

    private MemberSums(Shape shape, long points, RealMatrix m, RealVector b) {
        this.shape = shape;
        this.points = points;
        this.m = m;
        this.b = b;
    }

    public static MemberSums of(Shape shape, Collection<Point> points) {
        int size = shape.size();
        var m = new double[size][size];
        var b = new double[size];
        long available = 0;
        for (var point : points) {
            if (!point.shape().equals(shape)) {
                throw new IllegalArgumentException("a point of " + point.shape() + " among points of " + shape);
            }
            if (point.available()) {
                available++;
                add(point, m, b);
            }
        }
        return new MemberSums(shape, available, MatrixUtils.createRealMatrix(m), MatrixUtils.createRealVector(b));
    }

    private static void add(Point point, double[][] m, double[] b) {
        double weight = point.weight();
        var x = point.regressors();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                m[i][j] += weight * x[i] * x[j];
            }
            b[i] += weight * x[i] * point.outcome();
        }
    }

    public MemberSums plus(MemberSums other) {
        return new MemberSums(sameShape(other), points + other.points, m.add(other.m), b.add(other.b));
    }

    public MemberSums minus(MemberSums other) {
        return new MemberSums(sameShape(other), points - other.points, m.subtract(other.m), b.subtract(other.b));
    }

    private Shape sameShape(MemberSums other) {
        if (!shape.equals(other.shape)) {
            throw new IllegalArgumentException("sums of " + shape + " and of " + other.shape);
        }
        return shape;
    }

    Shape shape() {
        return shape;
    }

    /** How many available points these are of. */
    public long points() {
        return points;
    }

    RealMatrix m() {
        return m;
    }

    RealVector b() {
        return b;
    }
}
