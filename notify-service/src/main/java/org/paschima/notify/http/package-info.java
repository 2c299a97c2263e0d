/** The routes of notify-service, and its streams. {@link org.paschima.notify.http.NotifyRoutes} lists them all. */
@NullMarked
package org.paschima.notify.http;

import org.jspecify.annotations.NullMarked;
