package org.paschima.insight.domain.change;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.IsoWeek;

/**
 * What may be said after a number of looks, one each week (domain.md §2.9): a change is established by two consecutive
 * looks in the same direction, and withdrawn after two consecutive ones that do not find it, whatever they find instead.
 *
 * <p>Both looks that establish it have to find at least {@value #LEAST_CHANGE} points, whatever the member's usual tension:
 * a change that counts is smaller for a lower tension (§1.1), but chance is not. Less than that may be said tentatively, and
 * keeps up a claim that stands.
 *
 * <p>A claim depends on the looks of {@value #MEMORY_WEEKS} weeks, not on all that ever were. So it is the same whatever
 * range is asked for, and costs the same however long the history is; a claim that went so long without two consecutive
 * looks behind it lapses. Two looks that had too little data do not find the change, so a claim does not outlive its reports.
 *
 * @param tier {@link Tier#TENTATIVE} is the last look alone, and not kept up by hysteresis
 * @param since the week in which the established change was first established
 * @param basis the last look that found it
 * @param isWithdrawn whether the last look ended an established claim
 */
public record Claim(
        Tier tier, Optional<Direction> direction, Optional<IsoWeek> since, Optional<Look> basis, boolean isWithdrawn) {

    /** A choice: a change leaves the second half of the window after six weeks. */
    public static final int MEMORY_WEEKS = 8;

    /**
     * The change of neck pain that tells who is better from who is not [S16 of domain.md]; with it, members who do not change
     * are told so often enough at every usual tension (docs/adr/0015).
     */
    public static final double LEAST_CHANGE = 1.5;

    private static final int FAILING_LOOKS = 2;

    static final Claim NONE = new Claim(Tier.NONE, Optional.empty(), Optional.empty(), Optional.empty(), false);

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
        private @Nullable IsoWeek since;
        private @Nullable Look basis;
        private @Nullable Look last;
        private int failing;
        private boolean isWithdrawn;

        void see(Look look) {
            var before = foundEnough;
            found = look.verdict().meaningful().orElse(null);
            foundEnough = look.verdict().isOfAtLeast(LEAST_CHANGE) ? found : null;
            isWithdrawn = false;
            if (foundEnough != null && foundEnough == before) {
                if (claimed != foundEnough) {
                    claimed = foundEnough;
                    since = look.week();
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
            last = look;
        }

        Claim claim() {
            if (claimed != null) {
                return new Claim(
                        Tier.ESTABLISHED,
                        Optional.of(claimed),
                        Optional.ofNullable(since),
                        Optional.ofNullable(basis),
                        false);
            }
            if (found != null) {
                return new Claim(
                        Tier.TENTATIVE, Optional.of(found), Optional.empty(), Optional.ofNullable(last), isWithdrawn);
            }
            return isWithdrawn
                    ? new Claim(Tier.NONE, Optional.empty(), Optional.empty(), Optional.empty(), true)
                    : NONE;
        }
    }
}
