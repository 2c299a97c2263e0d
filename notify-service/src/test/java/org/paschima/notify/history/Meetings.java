package org.paschima.notify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a member is busy, as far as anybody can know: by what was read last, for a day (docs/adr/0067).
 *
 * @param at when it was read
 * @param spans in order, none touching the next
 */
record Meetings(Instant at, List<Span> spans) {

    static final Meetings UNKNOWN = new Meetings(Instant.MIN, List.of());

    private static final Duration COUNTS = Duration.ofHours(24);

    Meetings {
        spans = List.copyOf(spans);
    }

    /** From its first instant up to its last, which lies outside. */
    record Span(Instant from, Instant until) {
        boolean has(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }

    private List<Span> known(Instant now) {
        return at.equals(Instant.MIN) || now.isAfter(at.plus(COUNTS)) ? List.of() : spans;
    }

    Optional<Span> holdingAt(Instant now) {
        return known(now).stream().filter(span -> span.has(now)).findFirst();
    }

    /** As known at its first moment, the first that begins within a span or holds then. */
    Optional<Span> firstWithin(Instant from, Instant until) {
        return known(from).stream()
                .filter(span -> span.until().isAfter(from) && span.from().isBefore(until))
                .min(Comparator.comparing(Span::from));
    }

    boolean has(Span span, Instant now) {
        return known(now).contains(span);
    }
}
