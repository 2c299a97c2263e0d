package org.paschima.notify.history;

import java.time.Instant;
import org.paschima.contract.Fact;

/** A fact of one member as the judge knows it. */
final class Told {

    final long offset;
    final Fact fact;

    /** When its writer says that it wrote it. */
    final Instant written;

    /** Milliseconds that had really gone by when it was acknowledged. */
    final long acknowledged;

    /** The earliest that any clock showed since it was written; it may hold from then, where a clock was set back. */
    Instant earliest;

    Told(long offset, Fact fact, Instant written, Instant clock, long acknowledged) {
        this.offset = offset;
        this.fact = fact;
        this.written = written;
        this.acknowledged = acknowledged;
        this.earliest = written.isBefore(clock) ? written : clock;
    }
}
