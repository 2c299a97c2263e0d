package org.paschima.notify.mongo;

import java.time.Instant;
import org.paschima.log.LogPartition;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;

/**
 * Computes anew when the members of a partition are due, where other rules of time zones said when: as a partition is
 * taken over, before anything in it is decided. Confined, partition by partition, to the thread that owns it.
 */
final class Renewal {

    private static final int MEMBERS_AT_ONCE = 200;
    private static final int GROUPS_A_TICK = 10;

    private final Members members;
    private final Transactions transactions;

    Renewal(MongoStore store, Members members) {
        this.members = members;
        this.transactions = new Transactions(store);
    }

    /** Whether all of them are due by the rules of now. */
    boolean isDone(LogPartition partition, Instant now) {
        for (int group = 0; group < GROUPS_A_TICK; group++) {
            var others = members.ofOtherRules(partition.partition(), MEMBERS_AT_ONCE);
            if (others.isEmpty()) {
                return true;
            }
            transactions.run(session -> {
                members.store(session, partition.partition(), members.load(session, others, now));
                return others.size();
            });
        }
        return false;
    }
}
