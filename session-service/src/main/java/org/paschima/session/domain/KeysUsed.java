package org.paschima.session.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;

/**
 * Which contents an Idempotency-Key was used for, as far as this instance remembers: the same key with other contents is a
 * mistake of the client, and is told instead of letting the tie-break decide which of the two is kept.
 *
 * <p>A key is claimed when its write goes to the log, so of two at once the second is compared with the first. It is given back
 * when the log wrote nothing; it stays claimed when the outcome is not known, since the first may be in the log. Only the
 * newest {@link #most} keys of the last {@value #HOURS} hours are known, and none of another instance: what is forgotten is
 * taken as before. Any thread may use it.
 */
public final class KeysUsed {

    public static final int MOST = 100_000;

    static final int HOURS = 24;

    private record Key(MemberId member, RecordId id) {}

    private record Use(String digest, Instant at, int claims, boolean isSettled) {}

    private final int most;
    private final Map<Key, Use> uses = new LinkedHashMap<>();

    public KeysUsed(int most) {
        this.most = most;
    }

    /** Claims the key for these contents; false if it was used for others. */
    public synchronized boolean claim(MemberId member, RecordId id, String digest, Instant now) {
        forget(now);
        var key = new Key(member, id);
        var use = uses.get(key);
        if (use == null) {
            if (uses.size() >= most) {
                var oldest = uses.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            uses.put(key, new Use(digest, now, 1, false));
            return true;
        }
        if (!use.digest().equals(digest)) {
            return false;
        }
        uses.put(key, new Use(digest, use.at(), use.claims() + 1, use.isSettled()));
        return true;
    }

    /** The log has it, or may have it: the key stands for these contents. */
    public synchronized void settle(MemberId member, RecordId id) {
        uses.computeIfPresent(
                new Key(member, id), (_, use) -> new Use(use.digest(), use.at(), Math.max(0, use.claims() - 1), true));
    }

    /** The log wrote nothing: the key is free again, unless another write under it stands or is under way. */
    public synchronized void giveBack(MemberId member, RecordId id) {
        uses.computeIfPresent(
                new Key(member, id),
                (_, use) -> use.claims() <= 1 && !use.isSettled()
                        ? null
                        : new Use(use.digest(), use.at(), Math.max(0, use.claims() - 1), use.isSettled()));
    }

    private void forget(Instant now) {
        var oldest = uses.values().iterator();
        while (oldest.hasNext() && oldest.next().at().isBefore(now.minus(Duration.ofHours(HOURS)))) {
            oldest.remove();
        }
    }
}
