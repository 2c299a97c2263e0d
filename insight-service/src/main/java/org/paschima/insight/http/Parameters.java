package org.paschima.insight.http;

import java.time.Duration;
import java.util.Optional;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.insight.store.AsOf;

/** The query parameters of a question, with what all questions may say about freshness. */
final class Parameters extends QueryParameters {

    Parameters(Call call) {
        super(call);
    }

    /** What the request says about freshness: the position to wait for, if any, and for how long. */
    Freshness freshness() {
        var minAsOf = read("minAsOf", AsOf::parse, "must be an asOf that an answer gave");
        int wait = integer("wait", 5, 0, 30);
        return new Freshness(minAsOf, Duration.ofSeconds(wait));
    }

    record Freshness(Optional<AsOf> minAsOf, Duration atMost) {}
}
