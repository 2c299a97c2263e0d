package org.paschima.notify.domain;

import java.time.Instant;

/**
 * Where a fact stands in the log.
 *
 * @param asOf its position, {@code partition:offset}
 * @param writtenAt when its writer wrote it
 */
public record Place(String asOf, Instant writtenAt) {}
