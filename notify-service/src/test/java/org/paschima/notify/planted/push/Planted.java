package org.paschima.notify.planted.push;

import org.jspecify.annotations.Nullable;
import org.paschima.notify.http.NotifyRoutes;

/** Knows a transport. */
public final class Planted {
    @Nullable
    NotifyRoutes routes;
}
