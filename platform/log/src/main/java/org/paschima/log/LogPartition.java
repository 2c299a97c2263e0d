package org.paschima.log;

/** One partition of one topic: the unit of order and of ownership. */
public record LogPartition(String topic, int partition) {

    /** {@code topic-partition}, as it is stored. */
    public String id() {
        return topic + "-" + partition;
    }
}
