package org.paschima.contract;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Json;

/**
 * The receipt of one decision, sent or withheld (domain.md §4.2). One per member, slot and local date, for ever.
 *
 * @param available false when any reason other than {@link Reason#NOT_DRAWN} holds
 * @param probability 0.2 to 0.8, the chance the draw was made with; stored, unused, when unavailable
 * @param draw 0 to 1, or null when unavailable
 * @param inputs what was looked at, enough to decide again to the same bytes
 */
public record Receipt(
        String decisionId,
        LocalTime slot,
        LocalDate localDate,
        ZoneId zone,
        OffsetDateTime instant,
        boolean available,
        List<Reason> reasons,
        double probability,
        @Nullable Double draw,
        Action action,
        @Nullable String nudgeId,
        String policyVersion,
        String tzdata,
        Json.Obj inputs,
        String text) {

    public Receipt {
        reasons = List.copyOf(reasons);
        if (action == Action.WITHHELD && reasons.isEmpty()) {
            throw new IllegalArgumentException("a withheld decision has at least one reason");
        }
    }

    public enum Action {
        SENT,
        WITHHELD
    }

    /** Why nothing was sent. Each but the last makes the member unavailable. */
    public enum Reason {
        QUIET_HOURS,
        SNOOZED,
        PAUSED,
        OPTED_OUT,
        NO_CONSENT,
        CARE_HOLD,
        RECENTLY_PRACTISED,
        TOO_SOON,
        DAILY_CAP,
        WEEKLY_CAP,
        STALE,
        NO_SAFE_CONTENT,
        NOT_DRAWN
    }
}
