package org.paschima.insight.domain.effect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The available points of one member, equal ones counted: a yes-or-no outcome needs them one by one, since its equation
 * is not linear, but few of them differ.
 *
 * <p>Immutable; {@link #plus} and {@link #minus} undo each other exactly.
 */
public final class MemberRows {

    private final Map<Point, Long> rows;

    private MemberRows(Map<Point, Long> rows) {
        this.rows = rows;
    }

    public static MemberRows of(Collection<Point> points) {
        var rows = new HashMap<Point, Long>();
        points.stream().filter(Point::available).forEach(point -> rows.merge(point, 1L, Long::sum));
        return new MemberRows(rows);
    }

    public MemberRows plus(MemberRows other) {
        return combined(other, 1);
    }

    /** IllegalArgumentException when what is taken away was never added. */
    public MemberRows minus(MemberRows other) {
        return combined(other, -1);
    }

    private MemberRows combined(MemberRows other, int sign) {
        var all = new HashMap<>(rows);
        other.rows.forEach((point, count) -> {
            long left = all.merge(point, sign * count, Long::sum);
            if (left < 0) {
                throw new IllegalArgumentException("a point that was never added cannot be taken away");
            }
            if (left == 0) {
                all.remove(point);
            }
        });
        return new MemberRows(all);
    }

    public long points() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<Point, Long> rows() {
        return rows;
    }
}
