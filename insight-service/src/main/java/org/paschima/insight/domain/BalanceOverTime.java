package org.paschima.insight.domain;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Both posture axes over a range of days, in one look (domain.md §1.2). */
public record BalanceOverTime(AxisCell frontBack, AxisCell sideSide) {

    public static BalanceOverTime of(Collection<DayCells> days) {
        var frontBack = AxisCell.EMPTY;
        var sideSide = AxisCell.EMPTY;
        for (var day : days) {
            frontBack = frontBack.plus(day.frontBack());
            sideSide = sideSide.plus(day.sideSide());
        }
        return new BalanceOverTime(frontBack, sideSide);
    }

    /** Checks that say something about front and back. */
    public long checks() {
        return Math.max(frontBack.n(), sideSide.n());
    }

    /** 0 to 100, of mean distances from the middle; null without checks. */
    public @Nullable Double balance() {
        if (checks() == 0) {
            return null;
        }
        return Posture.balance(
                frontBack.n() == 0 ? 0 : frontBack.meanAbsolute(), sideSide.n() == 0 ? 0 : sideSide.meanAbsolute());
    }

    public boolean isOscillating() {
        return frontBack.isOscillating() || sideSide.isOscillating();
    }

    public AxisCell.Pattern pattern() {
        return frontBack.pattern();
    }
}
