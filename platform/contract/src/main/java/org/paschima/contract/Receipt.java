package org.paschima.contract;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Json;

/**
 * The receipt of one decision, sent or withheld (domain.md §4.2). Each decision point, which is a slot on a local date, has
 * one for ever: its own, or that of the run it went by in.
 *
 * @param available false when any reason other than {@link Reason#NOT_DRAWN} holds
 * @param probability 0.2 to 0.8, the chance the draw was made with; stored, unused, when unavailable
 * @param draw 0 to 1, or null when unavailable
 * @param inputs what was looked at, enough to decide again to the same bytes
 * @param run the decision points in a row that this one receipt is of, of which slot, date and instant are the last; null
 *     where it is of one alone
 * @param trigger what brought the decision point besides the slots of the plan; its {@code slot} is the local minute then.
 *     Null where it is a slot
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
        String text,
        @Nullable Run run,
        @Nullable Trigger trigger) {

    /** A receipt of one decision point, which is a slot of the plan. */
    public Receipt(
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
        this(
                decisionId,
                slot,
                localDate,
                zone,
                instant,
                available,
                reasons,
                probability,
                draw,
                action,
                nudgeId,
                policyVersion,
                tzdata,
                inputs,
                text,
                null,
                null);
    }

    public Receipt {
        reasons = List.copyOf(reasons);
        if (action == Action.WITHHELD && reasons.isEmpty()) {
            throw new IllegalArgumentException("a withheld decision has at least one reason");
        }
    }

    /**
     * Decision points in a row whose moments had passed before any of them could be decided.
     *
     * @param from the instant of the first
     * @param until that of the last
     * @param slots how many they are
     */
    public record Run(OffsetDateTime from, OffsetDateTime until, int slots) {

        public static final int FEWEST = 2;

        public Run {
            if (slots < FEWEST || until.isBefore(from)) {
                throw new IllegalArgumentException("a run has two decision points or more, in order");
            }
        }
    }

    /** What brings a decision point besides the slots of the plan (docs/adr/0066). */
    public enum Trigger {
        /** No change was noted for as long as the plan says. */
        STATIC_BOUT,
        /** Few changes were noted over some hours. */
        LOW_VARIETY
    }

    public enum Action {
        SENT,
        WITHHELD
    }

    /** Why nothing was sent. Each but the last makes the member unavailable. */
    public enum Reason {
        QUIET_HOURS,
        IN_A_MEETING,
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
