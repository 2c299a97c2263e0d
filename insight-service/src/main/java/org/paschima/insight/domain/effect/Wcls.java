package org.paschima.insight.domain.effect;

import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.MatrixUtils;

/**
 * Weighted and centred least squares: the marginal excursion effect on an outcome that is a number (domain.md §4.6).
 *
 * <p>It costs the number of members, whatever the number of their points.
 */
public final class Wcls {

    private Wcls() {}

    /** Empty when the members' points do not determine all coefficients, or not how sure they are. */
    public static Optional<Estimate> estimate(Shape shape, List<MemberSums> members) {
        var m = MatrixUtils.createRealMatrix(shape.size(), shape.size());
        var b = MatrixUtils.createRealVector(new double[shape.size()]);
        for (var member : members) {
            m = m.add(member.m());
            b = b.add(member.b());
        }
        var right = b;
        return Sandwich.inverse(m).flatMap(bread -> {
            var theta = bread.operate(right);
            var contributions = members.stream()
                    .map(member -> new Sandwich.Contribution(
                            member.m(), member.b().subtract(member.m().operate(theta))))
                    .toList();
            return Sandwich.of(contributions, bread)
                    .flatMap(sandwich -> Estimate.of(shape, theta, sandwich, members.size()));
        });
    }
}
