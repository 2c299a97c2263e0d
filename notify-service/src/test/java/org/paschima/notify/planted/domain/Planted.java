package org.paschima.notify.planted.domain;

import io.vertx.core.Vertx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Knows Vert.x and asks the wall clock, in the domain. */
public final class Planted {
    @Nullable
    Vertx vertx;

    Instant when = Instant.now();
}
