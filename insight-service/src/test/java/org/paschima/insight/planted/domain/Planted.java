package org.paschima.insight.planted.domain;

import io.vertx.core.Future;
import java.time.Instant;

/** A domain class that knows Vert.x and who shows it, and asks the wall clock. */
public record Planted(Future<String> future) {
    static final Class<?> SHOWN_BY = org.paschima.insight.planted.http.Planted.class;

    public static Instant now() {
        return Instant.now();
    }
}
