package org.paschima.notify.busy;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.domain.BusyTimes;

/** Which calendars members named, and what was read of them. Every call blocks. */
public interface BusyStore {

    /** Calendars that a member may name within a day, since each is read at once. */
    int MOST_A_DAY = 20;

    /**
     * Keeps a member's calendar, in the place of any before. The same address again is read again, and what is known of it
     * stays till then.
     *
     * @return whether it was kept: a member may name so many in a day
     */
    boolean put(MemberId member, URI address, Instant at);

    Optional<BusyCalendar> of(MemberId member);

    /** Forgets the address and what was read; whether there was any. */
    boolean remove(MemberId member);

    /** Those that it is time to look into. */
    DueRounds.Due<BusyCalendar> due();

    /**
     * Keeps what came of looking; not if it is held no longer, as when another address was named meanwhile.
     *
     * @param at when it is kept: by a clock that shows an earlier time it was set back since, and it is time to look anew
     */
    void settle(Held<BusyCalendar> held, BusyCalendar looked, Instant at, Instant nextAt);

    /** When a member is busy, by a calendar that was read not too long ago. */
    default BusyTimes times(MemberId member, Instant now) {
        return of(member).flatMap(calendar -> Looking.known(calendar, now)).orElse(BusyTimes.NONE);
    }
}
