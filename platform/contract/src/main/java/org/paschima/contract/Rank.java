package org.paschima.contract;

/**
 * Which of two writes of one record wins: the higher version; of equal versions a deletion; else the greater digest.
 *
 * <p>A total order over the contents, so that every reader agrees whatever order writes arrive in. Equal ranks are the
 * same write, delivered again.
 *
 * @param version 0 to 2^53−1, chosen by the client
 * @param digest of the contents, computed once by session-service
 */
public record Rank(long version, boolean deleted, String digest) implements Comparable<Rank> {

    public static final long MAX_VERSION = (1L << 53) - 1;

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

    /** What names these contents under this version, short enough for an entity tag. */
    public String tag() {
        return version + "-" + digest.substring(0, Math.min(TAG_DIGITS, digest.length()));
    }

    public boolean beats(Rank other) {
        return compareTo(other) > 0;
    }
}
