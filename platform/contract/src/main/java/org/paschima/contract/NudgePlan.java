package org.paschima.contract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When and how often a member wants to be nudged.
 *
 * @param slots local wall times of decision points, ascending, at most {@value #MAX_SLOTS}
 * @param quietHours null for none
 * @param slotRules what is different about single slots; at most one for each
 * @param quietDays on which days of the week other quiet hours hold; of several for a day the first
 * @param slotZone which zone the slots are wall times of
 * @param triggers what brings decision points besides the slots
 * @param channels where the nudges of each kind go
 */
public record NudgePlan(
        boolean enabled,
        List<LocalTime> slots,
        List<String> contexts,
        @Nullable QuietHours quietHours,
        ZonePolicy zonePolicy,
        Caps caps,
        @Nullable OffsetDateTime pausedUntil,
        long version,
        List<SlotRule> slotRules,
        List<QuietDays> quietDays,
        SlotZone slotZone,
        NudgeTriggers triggers,
        NudgeChannels channels) {

    public static final int MAX_SLOTS = 12;

    private static final Set<DayOfWeek> EVERY_DAY = sorted(Set.of(DayOfWeek.values()));

    /** domain.md §4.7 */
    public static final NudgePlan DEFAULT = new NudgePlan(
            true,
            List.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30)),
            List.of("desk"),
            QuietHours.DEFAULT,
            ZonePolicy.FOLLOW_ME,
            Caps.DEFAULT,
            null,
            0);

    public NudgePlan {
        slots = List.copyOf(slots);
        contexts = List.copyOf(contexts);
        slotRules = List.copyOf(slotRules);
        quietDays = List.copyOf(quietDays);
    }

    /** A plan by which all slots and all days of the week are alike. */
    public NudgePlan(
            boolean enabled,
            List<LocalTime> slots,
            List<String> contexts,
            @Nullable QuietHours quietHours,
            ZonePolicy zonePolicy,
            Caps caps,
            @Nullable OffsetDateTime pausedUntil,
            long version) {
        this(enabled, slots, contexts, quietHours, zonePolicy, caps, pausedUntil, version, List.of(), List.of());
    }

    /** A plan whose slots are wall times of the profile's zone. */
    public NudgePlan(
            boolean enabled,
            List<LocalTime> slots,
            List<String> contexts,
            @Nullable QuietHours quietHours,
            ZonePolicy zonePolicy,
            Caps caps,
            @Nullable OffsetDateTime pausedUntil,
            long version,
            List<SlotRule> slotRules,
            List<QuietDays> quietDays) {
        this(
                enabled,
                slots,
                contexts,
                quietHours,
                zonePolicy,
                caps,
                pausedUntil,
                version,
                slotRules,
                quietDays,
                SlotZone.PROFILE,
                NudgeTriggers.OFF,
                NudgeChannels.ALL);
    }

    /** The same plan with its slots in a zone; those that suit the policy only. */
    public NudgePlan in(ZonePolicy policy, SlotZone zone) {
        return changed(policy, version, zone, triggers, channels);
    }

    /** The same plan with decision points that these bring. */
    public NudgePlan with(NudgeTriggers asked) {
        return changed(zonePolicy, version, slotZone, asked, channels);
    }

    /** The same plan whose nudges go there. */
    public NudgePlan with(NudgeChannels chosen) {
        return changed(zonePolicy, version, slotZone, triggers, chosen);
    }

    /** What the plan says, whatever its version. */
    public NudgePlan unversioned() {
        return changed(zonePolicy, 0, slotZone, triggers, channels);
    }

    private NudgePlan changed(
            ZonePolicy policy, long number, SlotZone zone, NudgeTriggers asked, NudgeChannels chosen) {
        return new NudgePlan(
                enabled,
                slots,
                contexts,
                quietHours,
                policy,
                caps,
                pausedUntil,
                number,
                slotRules,
                quietDays,
                zone,
                asked,
                chosen);
    }

    /** What is different about a slot, if anything is. */
    public Optional<SlotRule> rule(LocalTime slot) {
        return slotRules.stream().filter(rule -> rule.slot().equals(slot)).findFirst();
    }

    /** Whether a slot has a decision point on a date. */
    public boolean isOn(LocalTime slot, LocalDate date) {
        return rule(slot).map(rule -> rule.isOn(date)).orElse(true);
    }

    /** Whether a slot has decision points on the same dates under another plan. */
    public boolean isAsUnder(NudgePlan other, LocalTime slot) {
        return slots.contains(slot) == other.slots.contains(slot)
                && weekdays(slot).equals(other.weekdays(slot))
                && recurrence(slot).equals(other.recurrence(slot));
    }

    private Set<DayOfWeek> weekdays(LocalTime slot) {
        return rule(slot).map(SlotRule::weekdays).orElse(EVERY_DAY);
    }

    /** By which rule a slot has its dates, if it has one. */
    public Optional<Recurrence> recurrence(LocalTime slot) {
        return rule(slot).map(SlotRule::recurrence);
    }

    /**
     * What is different about one slot.
     *
     * @param days on which it has decision points; empty for all
     * @param recurrence by which it has them, in place of days of the week; null for none
     * @param off whether it has none for now
     * @param contexts where its nudges are to be followed; empty for those of the plan
     * @param seconds how long they may take at most; null for as long as suits the context
     */
    public record SlotRule(
            LocalTime slot,
            Set<DayOfWeek> days,
            @Nullable Recurrence recurrence,
            boolean off,
            List<String> contexts,
            @Nullable Integer seconds) {

        public static final int LEAST_SECONDS = 10;
        public static final int MOST_SECONDS = 600;

        public SlotRule {
            if (recurrence != null && !days.isEmpty()) {
                throw new IllegalArgumentException("days and a rule exclude each other: " + days + ", " + recurrence);
            }
            days = sorted(days);
            contexts = List.copyOf(contexts);
        }

        /** A slot that has its decision points by the week. */
        public SlotRule(
                LocalTime slot, Set<DayOfWeek> days, boolean off, List<String> contexts, @Nullable Integer seconds) {
            this(slot, days, null, off, contexts, seconds);
        }

        boolean isOn(LocalDate date) {
            return weekdays().contains(date.getDayOfWeek()) && (recurrence == null || recurrence.comesOn(date));
        }

        private Set<DayOfWeek> weekdays() {
            if (off) {
                return Set.of();
            }
            return days.isEmpty() ? EVERY_DAY : days;
        }
    }

    /**
     * The quiet hours of some days of the week. Those that span midnight belong to the day on which they begin.
     *
     * @param hours null for none
     */
    public record QuietDays(Set<DayOfWeek> days, @Nullable QuietHours hours) {
        public QuietDays {
            days = sorted(days);
        }
    }

    private static Set<DayOfWeek> sorted(Set<DayOfWeek> days) {
        var sorted = EnumSet.noneOf(DayOfWeek.class);
        sorted.addAll(days);
        return Collections.unmodifiableSet(sorted);
    }

    /** Whether quiet hours hold at a local time: those of its day, or those of the day before that span midnight. */
    public static boolean isQuietAt(@Nullable QuietHours usual, List<QuietDays> days, LocalDateTime at) {
        var today = hours(usual, days, at.getDayOfWeek());
        var yesterday = hours(usual, days, at.getDayOfWeek().minus(1));
        var time = at.toLocalTime();
        return (today != null && (today.spansMidnight() ? !time.isBefore(today.from()) : today.isQuietAt(time)))
                || (yesterday != null && yesterday.spansMidnight() && time.isBefore(yesterday.to()));
    }

    private static @Nullable QuietHours hours(@Nullable QuietHours usual, List<QuietDays> days, DayOfWeek day) {
        for (var each : days) {
            if (each.days().contains(day)) {
                return each.hours();
            }
        }
        return usual;
    }

    /** Local wall times; {@code from} after {@code to} spans midnight. Equal times are no quiet hours at all. */
    public record QuietHours(LocalTime from, LocalTime to) {
        public static final QuietHours DEFAULT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

        boolean spansMidnight() {
            return from.isAfter(to);
        }

        public boolean isQuietAt(LocalTime time) {
            if (from.equals(to)) {
                return false;
            }
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }

    /** What happens to slots when the member's zone changes. */
    public enum ZonePolicy {
        /**
         * Slots are wall times of the profile's zone, or of that of the newest record ({@link SlotZone}). Quiet hours hold
         * there and where the newest record was made.
         */
        FOLLOW_ME,
        /** Only the profile, or the plan, says where the member is: records made elsewhere add no quiet hours. */
        HOME
    }

    /** domain.md §4.3: limits that hold over any history. Minutes and counts. */
    public record Caps(int perDay, int per7Days, int minGapMinutes, int afterPracticeMinutes) {
        public static final Caps DEFAULT = new Caps(2, 8, 180, 120);
    }
}
