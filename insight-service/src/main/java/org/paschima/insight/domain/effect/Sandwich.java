package org.paschima.insight.domain.effect;

import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * How sure an estimate is when each member's points hang together: B (Σ score score') B', with B = (Σ M)^-1 (domain.md
 * §4.6).
 *
 * <p>A member's residuals are too small, since they pulled the estimate towards themselves; the correction of Mancl and
 * DeRouen undoes that: (I − M B)^-1 score, which equals the correction by the member's hat matrix, of any size.
 *
 * @param corrected the covariance to be used
 * @param plain without the correction, for comparison
 */
record Sandwich(RealMatrix corrected, RealMatrix plain) {

    /** Below this, relative to the largest, a pivot is taken for zero. */
    private static final double SINGULAR = 1e-10;

    /**
     * What one member says.
     *
     * @param m minus the derivative of the score
     * @param score at the estimate
     */
    record Contribution(RealMatrix m, RealVector score) {}

    /** Empty when one member alone decides a coefficient, so that nothing tells how sure it is. */
    static Optional<Sandwich> of(List<Contribution> members, RealMatrix bread) {
        int size = bread.getRowDimension();
        var identity = MatrixUtils.createRealIdentityMatrix(size);
        var corrected = MatrixUtils.createRealMatrix(size, size);
        var plain = MatrixUtils.createRealMatrix(size, size);
        for (var member : members) {
            var rest = new LUDecomposition(identity.subtract(member.m().multiply(bread)), SINGULAR).getSolver();
            if (!rest.isNonSingular()) {
                return Optional.empty();
            }
            var score = rest.solve(member.score());
            corrected = corrected.add(score.outerProduct(score));
            plain = plain.add(member.score().outerProduct(member.score()));
        }
        return Optional.of(new Sandwich(around(corrected, bread), around(plain, bread)));
    }

    private static RealMatrix around(RealMatrix meat, RealMatrix bread) {
        return bread.multiply(meat).multiply(bread.transpose());
    }

    /**
     * The inverse; empty when there is none. Coefficients are brought to one scale first, so that whether there is one
     * does not depend on units.
     */
    static Optional<RealMatrix> inverse(RealMatrix matrix) {
        int size = matrix.getRowDimension();
        var scale = new double[size];
        for (int i = 0; i < size; i++) {
            double size2 = Math.abs(matrix.getEntry(i, i));
            if (!(size2 > 0) || Double.isInfinite(size2)) {
                return Optional.empty();
            }
            scale[i] = 1 / Math.sqrt(size2);
        }
        var scaling = MatrixUtils.createRealDiagonalMatrix(scale);
        var solver = new LUDecomposition(scaling.multiply(matrix).multiply(scaling), SINGULAR).getSolver();
        return solver.isNonSingular()
                ? Optional.of(scaling.multiply(solver.getInverse()).multiply(scaling))
                : Optional.empty();
    }
}
