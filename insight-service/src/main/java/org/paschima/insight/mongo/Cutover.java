package org.paschima.insight.mongo;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.paschima.contract.LogTopics;
import org.paschima.log.LogPartition;
import org.paschima.log.StoreUnavailableException;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;
import org.paschima.store.mongo.Transactions;

/**
 * Hands the partitions of one generation over to the next, each when the next one has folded as much of it.
 *
 * <p>Each partition goes in a transaction of its own, so a reader's snapshot sees it in one place or in the other, and the
 * fold of the old one either came before and was compared, or comes after and is refused. Several processes may do it at
 * a time. Confined to one thread.
 */
public final class Cutover {

    private final MongoPositions behind;
    private final MongoPositions ahead;
    private final Transactions transactions;
    private final Positions old;
    private final Positions successor;
    private final Set<Integer> left = new HashSet<>();

    public Cutover(MongoStore from, MongoStore to, int partitions) {
        this.behind = new MongoPositions(from);
        this.ahead = new MongoPositions(to);
        this.transactions = new Transactions(to);
        this.old = new Positions(from);
        this.successor = new Positions(to);
        from.ensureCollections(Positions.COLLECTION);
        IntStream.range(0, partitions).forEach(left::add);
    }

    /** Cuts over what can be; returns whether all is now. Call it again until it is. */
    public boolean advance() {
        var here = behind.stored(left);
        var there = ahead.stored(left);
        for (var partition : Set.copyOf(left)) {
            // looked at without a transaction first, since most attempts find that it is too early
            boolean isTime = there.getOrDefault(partition, 0L) >= here.getOrDefault(partition, 0L)
                    || !old.isComparable(memberLog(partition), successor);
            if (isTime && isCutOver(partition)) {
                left.remove(partition);
            }
        }
        return left.isEmpty();
    }

    private boolean isCutOver(int partition) {
        try {
            return transactions.run(session -> old.cutOver(session, memberLog(partition), successor));
        } catch (StoreUnavailableException _) {
            return false; // a fold or another process was at it; the next attempt tells
        }
    }

    private static LogPartition memberLog(int partition) {
        return new LogPartition(LogTopics.MEMBER_LOG, partition);
    }
}
