package org.paschima.notify.planted.delivery;

import org.jspecify.annotations.Nullable;
import org.paschima.notify.http.NotifyRoutes;
import org.paschima.session.planted.Foreign;

/** Knows a transport, another service, and a domain that knows it. */
public final class Planted {
    @Nullable
    NotifyRoutes routes;

    org.paschima.notify.planted.domain.@Nullable Planted domain;

    @Nullable
    Foreign foreign;
}
