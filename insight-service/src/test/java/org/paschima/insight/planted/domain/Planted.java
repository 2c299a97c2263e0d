package org.paschima.insight.planted.domain;

import io.vertx.core.Future;
import java.time.Instant;

/** A domain class that knows Vert.x and asks the wall clock. */
public record Planted(Future<String> future) {
    public static Instant now() {
        return Instant.now();
    }
}
