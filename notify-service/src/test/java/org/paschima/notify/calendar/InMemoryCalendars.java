package org.paschima.notify.calendar;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paschima.contract.MemberId;

/** Calendars in memory. */
public final class InMemoryCalendars implements CalendarStore {

    private final Map<MemberId, NudgeCalendar> calendars = new HashMap<>();
    private final Map<MemberId, String> digests = new HashMap<>();

    @Override
    public synchronized NudgeCalendar address(MemberId member, String digest, String id, Instant at) {
        var before = calendars.get(member);
        var calendar = new NudgeCalendar(member, before == null ? id : before.id(), at);
        calendars.put(member, calendar);
        digests.put(member, digest);
        return calendar;
    }

    @Override
    public synchronized Optional<NudgeCalendar> of(MemberId member) {
        return Optional.ofNullable(calendars.get(member));
    }

    @Override
    public synchronized Optional<NudgeCalendar> addressedBy(String digest) {
        return digests.entrySet().stream()
                .filter(each -> each.getValue().equals(digest))
                .findFirst()
                .flatMap(each -> of(each.getKey()));
    }

    @Override
    public synchronized boolean remove(MemberId member) {
        digests.remove(member);
        return calendars.remove(member) != null;
    }
}
