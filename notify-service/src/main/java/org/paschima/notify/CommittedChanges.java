package org.paschima.notify;

import java.util.Map;
import org.paschima.log.FoldWaits;
import org.paschima.log.LogPartition;
import org.paschima.notify.delivery.Changes;
import org.paschima.notify.delivery.News;
import org.paschima.notify.delivery.OutboxRelay;
import org.paschima.notify.delivery.Wakeups;

/** Passes on what was committed here: to waiting readers, to clients connected here, to the relay. */
record CommittedChanges(FoldWaits waits, Wakeups wakeups, OutboxRelay relay) implements Changes {

    @Override
    public void folded(LogPartition partition, long next) {
        waits.folded(partition.partition(), next);
    }

    @Override
    public void grew(LogPartition partition, Map<String, News> members) {
        members.forEach(wakeups::wake);
        relay.hint(partition);
    }

    @Override
    public void owned(LogPartition partition) {
        relay.owned(partition);
    }

    @Override
    public void disowned(LogPartition partition) {
        relay.disowned(partition);
    }
}
