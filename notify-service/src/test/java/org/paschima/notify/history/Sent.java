package org.paschima.notify.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.paschima.contract.NudgeEvent;

/** A nudge as the judge follows it. */
final class Sent {

    final NudgeEvent.Issued event;
    final ZoneId zone;
    boolean isWithdrawn;

    /** Whether it was looked at after it ran out, to see if anybody answered. */
    boolean isCounted;

    Sent(NudgeEvent.Issued event, ZoneId zone) {
        this.event = event;
        this.zone = zone;
    }

    String id() {
        return event.nudgeId();
    }

    Instant issuedAt() {
        return event.issuedAt().toInstant();
    }

    Instant validUntil() {
        return event.validUntil().toInstant();
    }

    LocalDate date() {
        return event.localDate();
    }

    boolean isOpenAt(Instant now) {
        return !isWithdrawn && now.isBefore(validUntil());
    }
}
