package org.paschima.contract;

import java.time.Duration;
import java.time.Instant;

/**
 * Which of two writes of one record wins: the higher version; of equal versions a deletion; else the greater digest.
 *
 * <p>A total order over the contents, so that every reader agrees whatever order writes arrive in. Equal ranks are the
 * same write, delivered again.
 *
 * @param version 0 to 2^53−1, chosen by the client, within {@link #mostAt} when it is written
 * @param digest of the contents, computed once by session-service
 */
public record Rank(long version, boolean deleted, String digest) implements Comparable<Rank> {

    public static final long MAX_VERSION = (1L << 53) - 1;

    /** Smaller versions are counted; greater ones are milliseconds, of 2001 and later. */
    private static final long COUNTED_BELOW = 1_000_000_000_000L;

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private static final int TAG_DIGITS = 12;

    public Rank {
        if (version < 0 || version > MAX_VERSION) {
            throw new IllegalArgumentException("version must be 0 to 2^53-1: " + version);
        }
    }

    @Override
    public int compareTo(Rank other) {
        int byVersion = Long.compare(version, other.version);
        if (byVersion != 0) {
            return byVersion;
        }
        int byDeletion = Boolean.compare(deleted, other.deleted);
        return byDeletion != 0 ? byDeletion : digest.compareTo(other.digest);
    }

    /**
     * The greatest version that a writer may choose now. One far ahead of all that will ever be written could never be
     * corrected again. Readers of the log accept any that is there.
     */
    public static long mostAt(Instant now) {
        return Math.max(COUNTED_BELOW - 1, now.plus(CLOCKS_DIFFER).toEpochMilli());
    }

    /** What {@link #mostAt} allows, for those whose version it does not. */
    public static String ruleAt(Instant now) {
        return "must be a count, 0 to " + (COUNTED_BELOW - 1)
                + ", or milliseconds since 1970, no more than a day ahead of the clock here, so at most " + mostAt(now)
                + " now; a greater one could never be corrected";
    }

    /** What names these contents under this version, short enough for an entity tag. */
    public String tag() {
        return version + "-" + digest.substring(0, Math.min(TAG_DIGITS, digest.length()));
    }

    public boolean beats(Rank other) {
        return compareTo(other) > 0;
    }
}
