/**
 * What reaches clients and topics, whatever the transport: one log, one cursor, one barrier. {@link
 * org.paschima.notify.delivery.Feed} is what transports read.
 */
@NullMarked
package org.paschima.notify.delivery;

import org.jspecify.annotations.NullMarked;
