package org.paschima.notify.http;

import io.vertx.core.http.HttpClientResponse;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a receiver says to a message: by its status and header fields alone, since nobody reads the body. */
record PostAnswer(HttpClientResponse response) {

    private static final Logger LOG = LoggerFactory.getLogger(PostAnswer.class);
    private static final int MOST_BODY = 64 * 1024;

    /** Throws the body away as it comes; one without an end is broken off. */
    static void discard(HttpClientResponse response) {
        var length = new int[1];
        try {
            response.exceptionHandler(_ -> {});
            response.handler(piece -> {
                length[0] += piece.length();
                if (length[0] > MOST_BODY) {
                    response.request().reset();
                }
            });
        } catch (IllegalStateException _) {
            LOG.trace("an answer had ended before it was thrown away");
        }
    }

    Sent sent(Duration took, InstantSource clock) {
        int status = response.statusCode();
        var outcome = status / 100 == 2 ? Outcome.DELIVERED : status == 410 ? Outcome.GONE : Outcome.REFUSED;
        return new Sent(outcome, status, retryAfter(clock).orElse(null), took);
    }

    /** Seconds, or a date, which is meant by the receiver's own clock as far as it tells that. */
    Optional<Duration> retryAfter(InstantSource clock) {
        var header = response.getHeader("Retry-After");
        if (header == null) {
            return Optional.empty();
        }
        if (header.matches("\\d{1,7}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        return date(header)
                .map(until -> Duration.between(date(response.getHeader("Date")).orElseGet(clock::instant), until))
                .filter(Duration::isPositive);
    }

    private static Optional<Instant> date(@Nullable String header) {
        try {
            return Optional.ofNullable(header)
                    .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Where it is sent on to, if that keeps method and body, and is no less safe. */
    Optional<URI> redirectedFrom(URI from) {
        if (response.statusCode() != 307 && response.statusCode() != 308) {
            return Optional.empty();
        }
        return location(from);
    }

    /** Where it says that what is asked for is, if that is no less safe. */
    Optional<URI> location(URI from) {
        try {
            var location = response.getHeader("Location");
            if (location == null) {
                return Optional.empty();
            }
            var next = from.resolve(location);
            boolean isLessSafe =
                    "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(next.getScheme());
            return isLessSafe ? Optional.empty() : Optional.of(next);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
