package org.paschima.notify.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;

/**
 * The pause that a member asked for: the one that was made last in the log holds, and ends by itself. One that comes again,
 * as one does whose answer was lost, takes the place of none that came after it.
 *
 * @param until no nudges before; null for none
 * @param isUntilTold whether it has no end but the member's word
 * @param made the last that were made, held or not, oldest first
 */
public record Pause(@Nullable Instant until, boolean isUntilTold, List<String> made) {

    private static final int MADE_REMEMBERED = 8;

    public static final Pause NONE = new Pause(null, false, List.of());

    public Pause {
        made = List.copyOf(made);
    }

    /** Whatever was asked for, none is longer than it may be made. */
    Pause made(Fact.NudgesPaused paused, Instant since) {
        var key = paused.at().toInstant() + " "
                + (paused.until() == null ? "" : paused.until().toInstant());
        if (made.contains(key)) {
            return this;
        }
        var all = new ArrayList<>(made);
        all.add(key);
        var kept = all.subList(Math.max(0, all.size() - MADE_REMEMBERED), all.size());
        return paused.until() == null
                ? new Pause(null, true, kept)
                : new Pause(earlier(paused.until().toInstant(), since.plus(Fact.NudgesPaused.LONGEST)), false, kept);
    }

    /** It holds no longer; what was made of it is still known. */
    Pause ended() {
        return new Pause(null, false, made);
    }

    public boolean isAt(Instant now) {
        return isUntilTold || (until != null && now.isBefore(until));
    }

    /** Until when there are no nudges, with the end of the pause that stands in the plan. */
    @Nullable
    Instant with(@Nullable Instant ofPlan) {
        return until == null || (ofPlan != null && ofPlan.isAfter(until)) ? ofPlan : until;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
