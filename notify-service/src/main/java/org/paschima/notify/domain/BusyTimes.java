package org.paschima.notify.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a member is busy, as far as the own calendar was read (ADR 67). In order; what touches is one, so where one ends, the
 * member is free.
 */
public record BusyTimes(List<Busy> times) {

    public static final BusyTimes NONE = new BusyTimes(List.of());

    public BusyTimes {
        times = List.copyOf(times);
    }

    /** Of any stretches, in any order, over one another or not. */
    public static BusyTimes of(Collection<Busy> stretches) {
        var merged = new ArrayList<Busy>();
        stretches.stream().sorted(Comparator.comparing(Busy::from)).forEach(next -> {
            if (merged.isEmpty() || merged.getLast().until().isBefore(next.from())) {
                merged.add(next);
            } else if (merged.getLast().until().isBefore(next.until())) {
                merged.add(new Busy(merged.removeLast().from(), next.until()));
            }
        });
        return new BusyTimes(merged);
    }

    /** The one that holds at an instant. */
    Optional<Busy> at(Instant instant) {
        return times.stream().filter(busy -> busy.isAt(instant)).findFirst();
    }

    /** The first that has a part in a span, whose end lies outside it. */
    Optional<Busy> firstWithin(Instant from, Instant until) {
        return times.stream()
                .filter(busy -> busy.until().isAfter(from) && busy.from().isBefore(until))
                .findFirst();
    }
}
