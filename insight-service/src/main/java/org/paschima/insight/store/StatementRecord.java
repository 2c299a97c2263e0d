package org.paschima.insight.store;

import java.time.Instant;

/**
 * A statement that was made.
 *
 * @param at when it was made first
 * @param revision of the answer that it was made in
 */
public record StatementRecord(Statement statement, Instant at, long revision) {}
