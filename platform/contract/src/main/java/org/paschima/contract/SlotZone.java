package org.paschima.contract;

import java.time.ZoneId;

/**
 * Which zone the wall times of a plan's slots are of. A change applies to the next local date, whatever it comes from.
 */
public sealed interface SlotZone {

    SlotZone PROFILE = new OfProfile();
    SlotZone RECORDS = new OfRecords();

    /** That of the profile, also when records come from elsewhere. */
    record OfProfile() implements SlotZone {}

    /**
     * One that the plan names, also when the profile says another. It needs {@link NudgePlan.ZonePolicy#HOME}.
     *
     * @param zone where the member is at home
     */
    record Named(ZoneId zone) implements SlotZone {}

    /**
     * That of the newest record, if it was made after the profile named its zone. It needs
     * {@link NudgePlan.ZonePolicy#FOLLOW_ME}.
     */
    record OfRecords() implements SlotZone {}
}
