package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule of {@link Claim} as it goes from look to look: what was found, what stands, and what has failed to be found since. */
final class ClaimRule {

    /** The smallest change that people notice (domain.md §1.1); the evidence keeps chance out, as 1.5 points did before. */
    static final double LEAST_CHANGE = 1;

    /**
     * A step nearly six times as probable as days that wander. Tuned on development seeds 1–200, and on members of a second
     * generator, so that days alike by .9 keep the promise of 5 % (docs/adr/0026, 0035).
     */
    static final double LEAST_EVIDENCE = 1.75;

    /** Hysteresis: a claim is withdrawn after two failing looks (domain.md §2.9). */
    private static final int FAILING_LOOKS = 2;

    /** A choice: from there on, the reports are nearer to what they were than to what was claimed. */
    private static final double HALF_THE_WAY = 0.5;

    private @Nullable Direction found;
    private @Nullable Direction foundEnough;
    private @Nullable Direction claimed;
    private @Nullable LocalDate since;
    private boolean wasMeaningful;
    private @Nullable Look basis;
    private @Nullable Look last;
    private int failing;
    private boolean isWithdrawn;

    private ClaimRule() {}

    static Claim after(List<Look> looks) {
        var rule = new ClaimRule();
        looks.forEach(rule::see);
        return rule.claim();
    }

    /** Whether a look that found this may be one of those that establish a claim; others need not show a step. */
    static boolean mayRestOn(Verdict verdict) {
        return enough(verdict) != null;
    }

    private static @Nullable Direction enough(Verdict verdict) {
        return verdict.isOfAtLeast(LEAST_CHANGE) ? verdict.conclusion().clear().orElse(null) : null;
    }

    private void see(Look look) {
        var before = foundEnough;
        found = look.verdict().meaningful().orElse(null);
        foundEnough = enough(look.verdict());
        isWithdrawn = false;
        if (foundEnough != null && (isFoundAtOnce(look) || (foundEnough == before && isAStep(look)))) {
            if (claimed != foundEnough) {
                claimed = foundEnough;
                since = look.evidence().since();
            }
            basis = look;
            failing = 0;
        } else if (claimed != null && claimed == found) {
            basis = look;
            failing = 0;
        } else if (claimed != null && ++failing == FAILING_LOOKS) {
            claimed = null;
            isWithdrawn = true;
            failing = 0;
        }
        wasMeaningful = found != null;
        last = look;
    }

    /** Beyond doubt there is nothing to wait for. */
    private static boolean isFoundAtOnce(Look look) {
        return look.verdict().conclusion().isConfident() && look.evidence().logOdds() >= LEAST_EVIDENCE;
    }

    /** Either look may show that it matters; that it is a step, both do together. */
    private boolean isAStep(Look look) {
        return last != null
                && (found != null || wasMeaningful)
                && (last.evidence().logOdds() + look.evidence().logOdds()) / 2 >= LEAST_EVIDENCE;
    }

    private Claim claim() {
        if (claimed != null) {
            return new Claim(
                    Tier.ESTABLISHED,
                    Optional.of(claimed),
                    Optional.ofNullable(since),
                    Optional.ofNullable(basis),
                    false,
                    hasTurned());
        }
        if (found != null) {
            return new Claim(
                    Tier.TENTATIVE,
                    Optional.of(found),
                    Optional.empty(),
                    Optional.ofNullable(last),
                    isWithdrawn,
                    false);
        }
        return isWithdrawn
                ? new Claim(Tier.NONE, Optional.empty(), Optional.empty(), Optional.empty(), true, false)
                : Claim.NONE;
    }

    /** The last two weeks went more than half the way back. */
    private boolean hasTurned() {
        if (basis == null || last == null) {
            return false;
        }
        double from = basis.verdict().first().mean().orElseThrow();
        double to = basis.verdict().second().mean().orElseThrow();
        return last.evidence()
                .recent()
                .filter(recent -> (recent - from) / (to - from) < HALF_THE_WAY)
                .isPresent();
    }
}
