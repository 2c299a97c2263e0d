package org.paschima.session.planted.domain;

import io.vertx.core.Future;
import java.time.Instant;

/** A domain class that knows Vert.x, asks the wall clock, and knows another service. */
public record Planted(Future<String> future, org.paschima.insight.Planted other) {
    public static Instant now() {
        return Instant.now();
    }
}
