package org.paschima.notify.planted.delivery;

import org.jspecify.annotations.Nullable;
import org.paschima.notify.http.NotifyRoutes;
import org.paschima.session.planted.Foreign;

/** Knows a transport, and another service. */
public final class Planted {
    @Nullable
    NotifyRoutes routes;

    @Nullable
    Foreign foreign;
}
