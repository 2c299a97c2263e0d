package org.paschima.insight.domain.day;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;

/** One write of one record against what is known of it: the whole rule of what survives. */
public final class Fold {

    private Fold() {}

    /**
     * A write that won.
     *
     * @param leaves where the version before it lived, to be taken out of; null when there was none
     * @param enters the record and its bucket; null for a deletion
     */
    public record Change(
            IndexEntry entry,
            @Nullable DayBucket leaves,
            @Nullable StoredRecord enters) {}

    /** The change a write makes; empty when a version of the same or a higher rank is known. */
    public static Optional<Change> decide(@Nullable IndexEntry known, Fact.OfRecord write, int partition, long offset) {
        if (known != null && !write.rank().beats(known.rank())) {
            return Optional.empty();
        }
        var leaves = known == null ? null : known.bucket();
        return Optional.of(
                switch (write) {
                    case Fact.Recorded recorded -> {
                        var record = recorded.record();
                        var entry = new IndexEntry(
                                write.id(), write.rank(), record.kind(), DayBucket.of(record), partition, offset);
                        yield new Change(entry, leaves, new StoredRecord(record, write.rank(), offset));
                    }
                    // Without the kind of what was deleted: whether that was ever seen depends on order and batching.
                    case Fact.Deleted _ ->
                        new Change(
                                new IndexEntry(write.id(), write.rank(), null, null, partition, offset), leaves, null);
                });
    }
}
