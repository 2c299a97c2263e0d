package org.paschima.notify.planted.busy;

import org.jspecify.annotations.Nullable;
import org.paschima.notify.http.NotifyRoutes;

/** Knows a transport. */
public final class Planted {
    @Nullable
    NotifyRoutes routes;
}
