package org.paschima.insight.domain;

import org.paschima.contract.MemberRecord.PostureCheck;

/** Posture over checks: both axes, and what they amount to (domain.md §1.2). */
public record Posture(int checks, AxisCell frontBack, AxisCell sideSide) {

    public static final Posture EMPTY = new Posture(0, AxisCell.EMPTY, AxisCell.EMPTY);

    /** The direction that prevails from front to back. */
    public enum Pattern {
        MIXED,
        COLLAPSED,
        OVERCORRECTED,
        NEUTRAL
    }

    public static Posture of(PostureCheck check) {
        var imbalance = Imbalance.of(check);
        var frontBack = AxisCell.of(imbalance.frontBack());
        var sideSide = AxisCell.of(imbalance.sideSide());
        return frontBack.n() + sideSide.n() == 0 ? EMPTY : new Posture(1, frontBack, sideSide);
    }

    public Posture merge(Posture other) {
        return new Posture(
                checks + other.checks, frontBack.merge(other.frontBack), sideSide.merge(other.sideSide));
    }

    public boolean isOscillating() {
        return frontBack.isOscillating() || sideSide.isOscillating();
    }

    /** By the absolute means, so that extremes that alternate do not read as balance. Only when there are checks. */
    public double balance() {
        return Imbalance.balance(
                frontBack.n() == 0 ? 0 : frontBack.meanAbsolute(), sideSide.n() == 0 ? 0 : sideSide.meanAbsolute());
    }

    public Pattern pattern() {
        if (frontBack.isMixed()) {
            return Pattern.MIXED;
        }
        if (frontBack.isClearlyLow()) {
            return Pattern.COLLAPSED;
        }
        return frontBack.isClearlyHigh() ? Pattern.OVERCORRECTED : Pattern.NEUTRAL;
    }
}
