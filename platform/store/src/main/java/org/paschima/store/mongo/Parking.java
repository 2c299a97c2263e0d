package org.paschima.store.mongo;

import org.paschima.log.LogEntry;

/** Where an entry is set aside that can never be folded, with its reason, in the batch's own transaction. */
public interface Parking {

    /**
     * Sets an entry aside.
     *
     * @param reason in plain words, quoting no content
     */
    void park(LogEntry entry, String reason);
}
