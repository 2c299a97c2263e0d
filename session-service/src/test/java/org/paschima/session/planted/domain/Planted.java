package org.paschima.session.planted.domain;

import io.vertx.core.Future;
import java.time.Instant;

/** A domain class that knows Vert.x, asks the wall clock, and knows another service and who shows it. */
public record Planted(Future<String> future, org.paschima.insight.Planted other) {
    static final Class<?> SHOWN_BY = org.paschima.session.planted.http.Planted.class;

    public static Instant now() {
        return Instant.now();
    }
}
