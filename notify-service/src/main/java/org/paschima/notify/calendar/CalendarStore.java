package org.paschima.notify.calendar;

import java.time.Instant;
import java.util.Optional;
import org.paschima.contract.MemberId;

/** Which members have a calendar, and the digest of its secret. Every call blocks. */
public interface CalendarStore {

    /**
     * Gives a member's calendar another secret, in the place of the one before, which opens nothing from then on; and a
     * calendar to whom has none.
     *
     * @param id of a calendar that is new
     */
    NudgeCalendar address(MemberId member, String digest, String id, Instant at);

    Optional<NudgeCalendar> of(MemberId member);

    /** The one whose secret has this digest. */
    Optional<NudgeCalendar> addressedBy(String digest);

    /** Whether there was one to remove. */
    boolean remove(MemberId member);
}
