package org.paschima.insight.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.WrittenInstant;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.insight.store.AsOf;

/** The query parameters of a question, with what all questions may say about freshness. */
final class Parameters extends QueryParameters {

    Parameters(Call call) {
        super(call);
    }

    Optional<Instant> instant(String name) {
        return read(
                name,
                text -> {
                    try {
                        return Optional.ofNullable(instantIn(text)).map(OffsetDateTime::toInstant);
                    } catch (DateTimeException _) {
                        return Optional.empty();
                    }
                },
                "must be an instant with offset, as 2026-03-02T18:00:00Z");
    }

    /** A plus in a query is a blank unless it is escaped, which is easily forgotten. */
    private static @Nullable OffsetDateTime instantIn(String text) {
        var read = WrittenInstant.parse(text);
        int blank = text.lastIndexOf(' ');
        return read != null || blank < 0
                ? read
                : WrittenInstant.parse(text.substring(0, blank) + "+" + text.substring(blank + 1));
    }

    /** What the request says about freshness: the position to wait for, if any, and for how long. */
    Freshness freshness() {
        var minAsOf = read("minAsOf", AsOf::parse, "must be an asOf that an answer gave");
        int wait = integer("wait", 5, 0, 30);
        return new Freshness(minAsOf, Duration.ofSeconds(wait));
    }

    record Freshness(Optional<AsOf> minAsOf, Duration atMost) {}
}
