package org.paschima.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The nudge log of all members, as it is published. Every call but {@link #news} may block. */
public interface NudgeTopic {

    /** What comes next for a tenant, in the order of each partition. */
    Slice read(String tenant, Places from, int most) throws InterruptedException;

    /** Where it ends. */
    Places ends() throws InterruptedException;

    /** Where what was written from an instant on begins. */
    Places since(Instant instant) throws InterruptedException;

    /** Grows with whatever is published. */
    long news();

    /** Waits until there is more than was seen, at most so long. */
    void await(long seen, Duration atMost) throws InterruptedException;

    /**
     * What was read.
     *
     * @param next behind what was looked at, whoever it was for
     */
    record Slice(List<Line> lines, Places next) {
        public Slice {
            lines = List.copyOf(lines);
        }
    }
}
