package org.paschima.insight.domain.helps;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.day.SessionDone;

/**
 * A rating before and one after: around one session, or, for comparison, with no practice near.
 *
 * <p>What was rated of several regions at once is one pair, their mean: regions of one occasion are no independent
 * evidence.
 *
 * @param localDate of the session, or of the first rating
 * @param beforeAt seconds of the epoch
 * @param afterAt seconds of the epoch
 * @param hourBefore local hour of the first rating, 0 to 24
 * @param usual how much higher ratings of its regions and sides are than the member's in general
 * @param isRested whether no practice ended in the two hours before it, whose relief may still fade
 * @param session null for a comparison pair
 */
public record RatedPair(
        LocalDate localDate,
        long beforeAt,
        long afterAt,
        double before,
        double after,
        double hourBefore,
        double usual,
        boolean isRested,
        @Nullable SessionDone session) {

    private static final double SECONDS_AN_HOUR = 3600;

    /** May be beyond 24, which is the same as from 0 on. */
    double hourAfter() {
        return hourBefore + (afterAt - beforeAt) / SECONDS_AN_HOUR;
    }

    public double change() {
        return after - before;
    }
}
