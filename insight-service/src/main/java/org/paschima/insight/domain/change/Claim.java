package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be said after a number of looks, one each week (domain.md §2.9): a change is established by two consecutive
 * looks in the same direction, and withdrawn after two consecutive ones that do not find it, whatever they find instead.
 *
 * <p>Both looks have to be clear and of at least {@value #LEAST_CHANGE} points, one of them of what matters to the member
 * (§1.1), and one of them has to show that the days look like a step rather than like days that wander ({@link StepEvidence},
 * docs/adr/0022). A change that is beyond doubt is established by its first look. A change that counts keeps up a claim that
 * stands.
 *
 * <p>A claim depends on the looks of {@value #MEMORY_WEEKS} weeks, not on all that ever were. So it is the same whatever
 * range is asked for, and costs the same however long the history is; a claim that went so long without two consecutive
 * looks behind it lapses. Two looks that had too little data do not find the change, so a claim does not outlive its reports.
 *
 * @param tier {@link Tier#TENTATIVE} is the last look alone, and not kept up by hysteresis
 * @param since the day from which the reports were different, as estimated when the change was established
 * @param basis the last look that found it
 * @param isWithdrawn whether the last look ended an established claim
 * @param hasTurned whether the last two weeks went more than half the way back
 */
public record Claim(
        Tier tier,
        Optional<Direction> direction,
        Optional<LocalDate> since,
        Optional<Look> basis,
        boolean isWithdrawn,
        boolean hasTurned) {

    /** A choice: a change leaves the second half of the window after six weeks. */
    public static final int MEMORY_WEEKS = 8;

    /** The smallest change that people notice (domain.md §1.1); the evidence keeps chance out, as 1.5 points did before. */
    public static final double LEAST_CHANGE = 1;

    /** Chosen so that days alike by .8 keep the promise of 5 % (docs/adr/0022). */
    static final double LEAST_EVIDENCE = 5;

    private static final int FAILING_LOOKS = 2;

    static final Claim NONE = new Claim(Tier.NONE, Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    /** After these looks of consecutive weeks, at most the last {@value #MEMORY_WEEKS} of which count. */
    public static Claim of(List<Look> looks) {
        var remembering = new Standing();
        looks.subList(Math.max(0, looks.size() - MEMORY_WEEKS), looks.size()).forEach(remembering::see);
        return remembering.claim();
    }

    /** How firmly what a verdict found may be said while this claim stands. */
    public Tier tierOf(Verdict verdict) {
        var found = verdict.meaningful();
        if (found.isEmpty()) {
            return Tier.NONE;
        }
        return tier == Tier.ESTABLISHED && direction.equals(found) ? Tier.ESTABLISHED : Tier.TENTATIVE;
    }

    /** The rule as it goes from look to look. */
    private static final class Standing {
        private @Nullable Direction found;
        private @Nullable Direction foundEnough;
        private @Nullable Direction claimed;
        private @Nullable LocalDate since;
        private boolean wasMeaningful;
        private @Nullable Look basis;
        private @Nullable Look last;
        private int failing;
        private boolean isWithdrawn;

        void see(Look look) {
            var before = foundEnough;
            var clear = look.verdict().conclusion().clear().orElse(null);
            found = look.verdict().meaningful().orElse(null);
            foundEnough = look.verdict().isOfAtLeast(LEAST_CHANGE) ? clear : null;
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
            return look.verdict().conclusion().isConfident() && look.evidence().logRatio() >= LEAST_EVIDENCE;
        }

        /** Either look may show that it is a step, and either that it matters. */
        private boolean isAStep(Look look) {
            double before =
                    last == null ? Double.NEGATIVE_INFINITY : last.evidence().logRatio();
            return (found != null || wasMeaningful)
                    && Math.max(before, look.evidence().logRatio()) >= LEAST_EVIDENCE;
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
                    .filter(recent -> (recent - from) / (to - from) < 0.5)
                    .isPresent();
        }

        Claim claim() {
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
                    : NONE;
        }
    }
}
