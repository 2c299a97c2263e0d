package org.paschima.insight.domain;

import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rank;

/**
 * What the record index knows of a record: the winning rank, and where the record lies.
 *
 * @param place null when it was deleted
 */
public record IndexEntry(Rank rank, @Nullable String place) {}
