package org.paschima.notify;

import java.time.Duration;
import org.paschima.runtime.config.Env;

/**
 * How calendars that members named are read.
 *
 * @param every how often one is, at most
 * @param atOnce of all members together
 * @param timeout how long a server may take for one
 * @param mostBytes of one
 */
public record BusySettings(Duration every, int atOnce, Duration timeout, int mostBytes) {

    /** So much longer than a server may take one is held: it is read from what came, and kept. */
    private static final Duration AROUND = Duration.ofSeconds(30);

    private static final int MOST = 10_000;
    private static final int MEBIBYTE = 1024 * 1024;

    static BusySettings from(Env env) {
        return new BusySettings(
                env.duration("CALENDAR_READ_EVERY", Duration.ofMinutes(15), "how often a member's calendar is read"),
                env.integer("CALENDAR_READS_AT_ONCE", 8, 1, MOST, "calendars that are being read, of all members"),
                env.duration("CALENDAR_TIMEOUT", Duration.ofSeconds(20), "how long a server may take for a calendar"),
                env.integer("CALENDAR_MOST_BYTES", 4 * MEBIBYTE, 1_024, 64 * MEBIBYTE, "how large a calendar may be"));
    }

    /** Half of them, so that a slow one leaves room. */
    int mostOfOneHost() {
        return (atOnce + 1) / 2;
    }

    /** How long what is being read is nobody else's. */
    Duration holds() {
        return timeout.plus(AROUND);
    }
}
