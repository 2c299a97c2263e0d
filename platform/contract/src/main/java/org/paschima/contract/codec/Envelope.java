package org.paschima.contract.codec;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a writer adds to a fact: the CloudEvents 1.0 attributes that are not its content (api §3).
 *
 * @param id unique per write
 * @param source the service that wrote it, as {@code /session-service}
 * @param traceparent W3C trace context, if there is one
 */
public record Envelope(
        String id, String source, Instant time, @Nullable String traceparent) {}
