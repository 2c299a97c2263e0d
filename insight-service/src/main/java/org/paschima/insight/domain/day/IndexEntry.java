package org.paschima.insight.domain.day;

import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;

/**
 * What the record index knows of one record: the rank that won, and where it lives. A deleted record keeps an entry, so
 * that an older version that comes late stays out.
 *
 * @param kind null when deleted
 * @param bucket null when deleted
 * @param offset where in the log the winner is
 */
public record IndexEntry(
        RecordId id,
        Rank rank,
        @Nullable RecordKind kind,
        @Nullable DayBucket bucket,
        int partition,
        long offset) {

    public boolean isDeleted() {
        return rank.deleted();
    }
}
