package org.paschima.notify.planted.domain;

import io.vertx.core.Vertx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Knows Vert.x and who delivers it, and asks the wall clock, in the domain. */
public final class Planted {
    @Nullable
    Vertx vertx;

    org.paschima.notify.planted.delivery.@Nullable Planted delivery;

    Instant when = Instant.now();
}
