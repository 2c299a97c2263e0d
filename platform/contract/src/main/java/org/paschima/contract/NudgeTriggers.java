package org.paschima.contract;

import org.jspecify.annotations.Nullable;

/**
 * What brings decision points besides the slots of a plan, where the member's posture checks show it (docs/adr/0066). All that
 * holds of slots holds of them.
 *
 * @param stillMinutes after so long without a change one comes; null for none
 * @param lowVariety whether one comes where there were few changes over some hours
 */
public record NudgeTriggers(@Nullable Integer stillMinutes, boolean lowVariety) {

    public static final int LEAST_STILL_MINUTES = 30;
    public static final int MOST_STILL_MINUTES = 240;

    public static final NudgeTriggers OFF = new NudgeTriggers(null, false);

    public boolean isOff() {
        return stillMinutes == null && !lowVariety;
    }
}
