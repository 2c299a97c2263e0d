package org.paschima.notify.busy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.paschima.notify.busy.Component.UnreadableException;
import org.paschima.notify.domain.Busy;
import org.paschima.notify.domain.BusyTimes;

/**
 * Reads from a calendar when there is something (RFC 5545), within a span. What takes no time by its own word, was called off
 * or cannot be read is left out; the rest of the calendar counts all the same.
 */
public final class CalendarReader {

    private static final int MOST_TIMES = 500;
    private static final Duration LONGEST_WORK = Duration.ofSeconds(5);

    /** Walls differ from UTC by less. */
    private static final Duration OFF = Duration.ofDays(2);

    private final Instant from;
    private final Instant until;
    private final Rules rules;
    private final CalendarZones zones;
    private final List<Busy> busy = new ArrayList<>();
    private int unread;

    private CalendarReader(ZoneId own, List<Component> parts, Instant from, Instant until) throws UnreadableException {
        this.from = from;
        this.until = until;
        this.rules = new Rules(System.nanoTime() + LONGEST_WORK.toNanos());
        this.zones = new CalendarZones(own, parts, rules, walls(until).plus(OFF));
    }

    /**
     * What was read.
     *
     * @param unread rules of events that cannot be followed: of them the first time alone is known
     */
    record Read(BusyTimes times, int unread) {}

    /**
     * The busy times of a calendar.
     *
     * @param own where the member is: there are times that name no zone
     */
    static Read read(String text, ZoneId own, Instant from, Instant until) throws UnreadableException {
        var parts = Component.read(text);
        return new CalendarReader(own, parts, from, until).read(parts);
    }

    private Read read(List<Component> parts) throws UnreadableException {
        var events = new ArrayList<Event>();
        var changed = new HashMap<String, Set<Instant>>();
        for (var part : parts) {
            switch (part.name()) {
                case "VEVENT" -> {
                    changes(part, changed);
                    Event.of(part, zones).ifPresent(events::add);
                }
                case "VFREEBUSY" -> freeBusy(part);
                default -> {}
            }
        }
        for (var event : events) {
            times(event, changed.getOrDefault(event.uid(), Set.of()));
        }
        var merged = BusyTimes.of(busy).times();
        return new Read(new BusyTimes(merged.subList(0, Math.min(MOST_TIMES, merged.size()))), unread);
    }

    /** One that was called off changes a time too: nothing is there then. */
    private void changes(Component part, Map<String, Set<Instant>> changed) {
        Event.moment(part, "RECURRENCE-ID", zones)
                .ifPresent(original -> changed.computeIfAbsent(part.value("UID"), _ -> new HashSet<>())
                        .add(original.instant()));
    }

    private void times(Event event, Set<Instant> changed) throws UnreadableException {
        if (event.isChanged()) {
            add(event.start().instant(), event.endOf(event.start().wall()));
            return;
        }
        var left = new HashSet<>(changed);
        var leftDates = new HashSet<LocalDateTime>();
        for (var line : event.component().all("EXDATE").toList()) {
            for (var each : line.value().split(",", -1)) {
                Moment.of(each, zones.of(line.parameter("TZID"))).ifPresent(moment -> {
                    left.add(moment.instant());
                    if (moment.isDate()) {
                        leftDates.add(moment.wall());
                    }
                });
            }
        }
        for (var begin : begins(event)) {
            var instant = event.start().clock().at(begin);
            if (!left.contains(instant)
                    && !leftDates.contains(begin.toLocalDate().atStartOfDay())) {
                add(instant, event.endOf(begin));
            }
        }
    }

    private Set<LocalDateTime> begins(Event event) throws UnreadableException {
        var start = event.start();
        var begins = new HashSet<LocalDateTime>();
        begins.add(start.wall());
        var earliest = walls(from).minus(event.length().abs()).minus(OFF);
        for (var line : event.component().all("RRULE").toList()) {
            var end = Moment.of(Rules.until(line.value()), start.clock());
            var last = end.map(moment -> moment.isDate() && !start.isDate()
                            ? moment.clock().at(moment.wall().plusDays(1)).minusSeconds(1)
                            : moment.instant())
                    .filter(moment -> moment.isBefore(until))
                    .orElse(until);
            try {
                begins.addAll(rules.times(
                        line.value(),
                        start.wall(),
                        earliest,
                        time -> !start.clock().at(time).isAfter(last)));
            } catch (Rules.OddRuleException _) {
                unread++;
            }
        }
        for (var line : event.component().all("RDATE").toList()) {
            for (var each : line.value().split(",", -1)) {
                Moment.of(each.split("/", -1)[0], zones.of(line.parameter("TZID")))
                        .map(moment -> onTheClock(event, moment))
                        .ifPresent(begins::add);
            }
        }
        return begins;
    }

    /** The same instant by the clock of the event, which is that of the file for all but a few. */
    private static LocalDateTime onTheClock(Event event, Moment moment) {
        var wall = moment.wall();
        var off = Duration.between(event.start().clock().at(wall), moment.instant());
        return wall.plus(off);
    }

    /** Periods of a free-busy answer, as of servers that tell no more. */
    private void freeBusy(Component part) {
        for (var line : part.all("FREEBUSY").toList()) {
            if ("FREE".equalsIgnoreCase(line.parameter("FBTYPE"))) {
                continue;
            }
            for (var each : line.value().split(",", -1)) {
                var ends = each.split("/", -1);
                var clock = WallClock.of(ZoneOffset.UTC);
                var begin = Moment.of(ends[0], clock);
                if (ends.length == 2 && begin.isPresent()) {
                    var start = begin.get().instant();
                    add(
                            start,
                            Moment.of(ends[1], clock)
                                    .map(Moment::instant)
                                    .orElseGet(() -> start.plus(Event.duration(ends[1]))));
                }
            }
        }
    }

    private void add(Instant begin, Instant end) {
        if (begin.isBefore(end) && end.isAfter(from) && begin.isBefore(until)) {
            busy.add(new Busy(begin, end));
        }
    }

    private static LocalDateTime walls(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
