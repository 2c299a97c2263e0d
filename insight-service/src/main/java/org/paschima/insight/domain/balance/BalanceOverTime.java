package org.paschima.insight.domain.balance;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.day.AxisCell;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Posture;

/** Both posture axes over a range of days, in one look (domain.md §1.2). */
public record BalanceOverTime(AxisCell frontBack, AxisCell sideSide) {

    public static final BalanceOverTime NONE = new BalanceOverTime(AxisCell.EMPTY, AxisCell.EMPTY);

    /** Against the default bands, of which days keep the sums. */
    public static BalanceOverTime of(Collection<DayCells> days) {
        var all = NONE;
        for (var day : days) {
            all = all.plus(new BalanceOverTime(day.frontBack(), day.sideSide()));
        }
        return all;
    }

    /** Against these bands, check by check; with the default ones it is the same as of the sums that days keep. */
    public static BalanceOverTime of(Collection<DayCells> days, Posture.Bands bands) {
        var all = NONE;
        for (var day : days) {
            for (var check : day.checks()) {
                all = all.plus(of(Posture.of(check, bands)));
            }
        }
        return all;
    }

    /** Against the member's own bands: of the sums where all are the default ones, else check by check. */
    public static BalanceOverTime of(Collection<DayCells> days, PersonalBands bands) {
        return bands.hasPersonal() ? of(days, bands.bands()) : of(days);
    }

    private static BalanceOverTime of(Posture posture) {
        return new BalanceOverTime(cell(posture.frontBack()), cell(posture.sideSide()));
    }

    private static AxisCell cell(Posture.@Nullable Deviation deviation) {
        return deviation == null ? AxisCell.EMPTY : AxisCell.of(deviation);
    }

    public BalanceOverTime plus(BalanceOverTime other) {
        return new BalanceOverTime(frontBack.plus(other.frontBack), sideSide.plus(other.sideSide));
    }

    /** Checks that say something about the axis that more of them speak of. */
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
