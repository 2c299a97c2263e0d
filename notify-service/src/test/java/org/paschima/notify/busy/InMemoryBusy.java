package org.paschima.notify.busy;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;

/** Calendars in memory; what is due is taken by one at a time. */
public final class InMemoryBusy implements BusyStore {

    private record Kept(BusyCalendar calendar, Instant settledAt, Instant nextAt, String hold, int named) {}

    private final Map<MemberId, Kept> calendars = new HashMap<>();

    @Override
    public synchronized boolean put(MemberId member, URI address, Instant at) {
        var before = calendars.get(member);
        int named = before == null ? 0 : before.named();
        if (named == MOST_A_DAY) {
            return false;
        }
        var same = Optional.ofNullable(before)
                .map(Kept::calendar)
                .filter(each -> each.address().equals(address));
        calendars.put(
                member,
                new Kept(
                        new BusyCalendar(
                                member,
                                address,
                                same.map(BusyCalendar::addedAt).orElse(at),
                                same.flatMap(BusyCalendar::read),
                                0,
                                null),
                        at,
                        at,
                        "",
                        named + 1));
        return true;
    }

    @Override
    public synchronized Optional<BusyCalendar> of(MemberId member) {
        return Optional.ofNullable(calendars.get(member)).map(Kept::calendar);
    }

    public synchronized Optional<Instant> nextAt(MemberId member) {
        return Optional.ofNullable(calendars.get(member)).map(Kept::nextAt);
    }

    @Override
    public synchronized boolean remove(MemberId member) {
        return calendars.remove(member) != null;
    }

    @Override
    public DueRounds.Due<BusyCalendar> due() {
        return new DueRounds.Due<>() {
            @Override
            public List<String> studios(Instant now) {
                synchronized (InMemoryBusy.this) {
                    return calendars.values().stream()
                            .filter(each -> isDue(each, now))
                            .map(each -> each.calendar().member().tenant())
                            .distinct()
                            .toList();
                }
            }

            @Override
            public Optional<Held<BusyCalendar>> take(String studio, Instant now) {
                synchronized (InMemoryBusy.this) {
                    return calendars.values().stream()
                            .filter(each -> isDue(each, now)
                                    && each.calendar().member().tenant().equals(studio))
                            .findFirst()
                            .map(each -> held(each));
                }
            }
        };
    }

    private Held<BusyCalendar> held(Kept each) {
        var hold = UUID.randomUUID().toString();
        calendars.put(
                each.calendar().member(),
                new Kept(each.calendar(), each.settledAt(), each.nextAt(), hold, each.named()));
        return new Held<>(each.calendar(), hold, Long.MAX_VALUE);
    }

    private static boolean isDue(Kept each, Instant now) {
        return each.hold().isEmpty()
                && (!each.nextAt().isAfter(now) || each.settledAt().isAfter(now.plusSeconds(60)));
    }

    @Override
    public synchronized void settle(Held<BusyCalendar> held, BusyCalendar looked, Instant at, Instant nextAt) {
        calendars.computeIfPresent(
                looked.member(),
                (_, kept) -> kept.hold().equals(held.hold()) ? new Kept(looked, at, nextAt, "", kept.named()) : kept);
    }
}
