package org.paschima.notify.history;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeChannels;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.NudgePlan.ZonePolicy;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.Position;
import org.paschima.contract.SlotZone;

/** What a member or a device says. Times are relative to when it is said, versions to those said before. */
sealed interface Deed {

    /** A profile: a zone, and whether the next days, or a day of the week, are kept free. */
    record Lives(String zone, int dayStart, int awayFrom, int awayDays, int restDay, int ahead) implements Deed {}

    record Consents(boolean nudging, int ahead) implements Deed {}

    /** A plan from a device, by the tag it read last or without a condition, and so many versions above what it knows. */
    record Plans(
            int device,
            boolean isGuarded,
            int ahead,
            boolean enabled,
            List<LocalTime> slots,
            @Nullable QuietHours quiet,
            ZonePolicy policy,
            Caps caps,
            int pausedMinutes,
            List<SlotRule> rules,
            List<QuietDays> quietDays,
            SlotZone slotZone,
            NudgeTriggers triggers,
            NudgeChannels channels)
            implements Deed {
        public Plans {
            slots = List.copyOf(slots);
            rules = List.copyOf(rules);
            quietDays = List.copyOf(quietDays);
        }
    }

    /** A version of a record; a negative length is a practice that is still going. */
    record Practises(int record, long version, int startMinutes, int lengthMinutes, String zone) implements Deed {}

    record Feels(int record, long version, int startMinutes, String zone) implements Deed {}

    /** How the member is at a time. */
    record Checks(int record, Position position, int startMinutes, String zone) implements Deed {}

    record Deletes(int record, long version) implements Deed {}

    record HasSymptom(int record, long version, int startMinutes, String code, String zone) implements Deed {}

    record States(int record, long version, int startMinutes, boolean isGone, boolean byMember, String zone)
            implements Deed {}

    /** An answer to one of the last nudges, counted from the newest. */
    record Answers(int back, Fate fate, int snoozeMinutes) implements Deed {}

    record Resumes() implements Deed {}

    /** No nudges for so many minutes; 0 for until told. */
    record Pauses(int minutes) implements Deed {}

    record GoesOn() implements Deed {}
}
