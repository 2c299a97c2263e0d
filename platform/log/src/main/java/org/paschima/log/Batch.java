package org.paschima.log;

import java.util.List;

/**
 * Consecutive entries of one partition.
 *
 * @param start the position before the first entry: what must still be stored for the batch to be ours
 * @param next the position after the batch, above the offset of its last entry
 */
public record Batch(LogPartition partition, long start, long next, List<LogEntry> entries) {
    public Batch {
        entries = List.copyOf(entries);
        if (next < start || (!entries.isEmpty() && entries.getLast().offset() >= next)) {
            throw new IllegalArgumentException(
                    "a batch of " + partition.id() + " from " + start + " cannot end at " + next);
        }
    }
}
