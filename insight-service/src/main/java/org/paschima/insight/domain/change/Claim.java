package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What may be said after a number of looks, one each week (domain.md §2.9): a change is established by two consecutive
 * looks in the same direction, and withdrawn after two consecutive ones that do not find it, whatever they find instead.
 *
 * <p>Both looks have to be clear and of at least {@value ClaimRule#LEAST_CHANGE} points, one of them of what matters to the
 * member (§1.1), and together they have to show that the days look like a step rather than like days that wander ({@link
 * StepEvidence}, docs/adr/0026). A change that is beyond doubt is established by its first look. A change that counts keeps up
 * a claim that stands.
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

    static final Claim NONE = new Claim(Tier.NONE, Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    /** After these looks of consecutive weeks, at most the last {@value #MEMORY_WEEKS} of which count. */
    public static Claim of(List<Look> looks) {
        return ClaimRule.after(looks.subList(Math.max(0, looks.size() - MEMORY_WEEKS), looks.size()));
    }

    /** How firmly what a verdict found may be said while this claim stands. */
    public Tier tierOf(Verdict verdict) {
        var found = verdict.meaningful();
        if (found.isEmpty()) {
            return Tier.NONE;
        }
        return tier == Tier.ESTABLISHED && direction.equals(found) ? Tier.ESTABLISHED : Tier.TENTATIVE;
    }
}
