package org.paschima.notify.webhook;

import java.time.Instant;

/**
 * A message that has to be sent again, or that waits behind one of the same member.
 *
 * @param attempts made so far
 */
public record Waiting(Line line, int attempts, Instant nextAt) {}
