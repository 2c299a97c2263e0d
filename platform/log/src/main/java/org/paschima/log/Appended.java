package org.paschima.log;

/** Where the log keeps a record, once all in-sync replicas have it. */
public record Appended(int partition, long offset) {

    /** As answers say it: {@code partition:offset}. */
    public String asOf() {
        return partition + ":" + offset;
    }
}
