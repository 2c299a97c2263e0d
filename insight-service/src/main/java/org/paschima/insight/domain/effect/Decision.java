package org.paschima.insight.domain.effect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Receipt;

/**
 * A decision about a nudge, sent or withheld, as its receipt says. There is one per member, slot and local date.
 *
 * @param at the moment it was due; what follows is counted from here
 * @param probability of a nudge, with which the lot was drawn
 * @param draw null when unavailable
 * @param nudgeId null unless sent
 */
public record Decision(
        LocalDate localDate,
        LocalTime slot,
        Instant at,
        boolean available,
        double probability,
        boolean sent,
        @Nullable Double draw,
        @Nullable String nudgeId) {

    public static Decision of(Receipt receipt) {
        return new Decision(
                receipt.localDate(),
                receipt.slot(),
                receipt.instant().toInstant(),
                receipt.available(),
                receipt.probability(),
                receipt.action() == Receipt.Action.SENT,
                receipt.draw(),
                receipt.nudgeId());
    }

    /** Whether a lot decided: only then is there something to compare with. */
    boolean wasDrawn() {
        return available && probability > 0 && probability < 1;
    }
}
