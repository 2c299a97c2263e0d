package org.paschima.insight.domain.change;

import java.util.Optional;

/**
 * What is said of a day, reduced to what would contradict another thing said of it: that there is too little to tell, or which
 * way reports went, if any. Summary and looks say what the last weekly look says; a window that ends on another day may find
 * something else, and then what the look says is what is told (docs/adr/0029).
 *
 * @param isEnough whether anything could be compared
 * @param way empty where no change is clear
 */
public record Saying(boolean isEnough, Optional<Direction> way) {

    public static Saying of(Verdict verdict) {
        return new Saying(verdict.found().isPresent(), verdict.conclusion().clear());
    }

    /** Whether both say something, and not the same; that there is too little in some days contradicts nothing. */
    public boolean contradicts(Saying other) {
        return isEnough && other.isEnough && !way.equals(other.way);
    }

    /** After the last of the looks. */
    public static Saying of(Claim claim, Look last) {
        return claim.tier() == Tier.ESTABLISHED ? new Saying(true, claim.direction()) : of(last.verdict());
    }
}
