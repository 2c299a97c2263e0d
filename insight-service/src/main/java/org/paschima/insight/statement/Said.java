package org.paschima.insight.statement;

import java.time.Instant;

/**
 * A statement that was made.
 *
 * @param at when it was made first
 * @param revision of the answer that it was made in
 */
public record Said(Statement statement, Instant at, long revision) {}
