package org.paschima.insight.domain.helps;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.SessionDone;

/**
 * A rating before and one after: around one session, or, for comparison, with no practice near.
 *
 * <p>What was rated of several regions at once is one pair, their mean: regions of one occasion are no independent
 * evidence.
 *
 * @param localDate of the session, or of the first rating
 * @param beforeAt seconds of the epoch
 * @param afterAt seconds of the epoch
 * @param session null for a comparison pair
 */
public record RatedPair(
        LocalDate localDate,
        long beforeAt,
        long afterAt,
        double before,
        double after,
        @Nullable SessionDone session) {

    public double change() {
        return after - before;
    }
}
