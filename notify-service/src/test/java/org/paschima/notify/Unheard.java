package org.paschima.notify;

import java.util.Map;
import org.paschima.log.LogPartition;
import org.paschima.notify.delivery.Changes;
import org.paschima.notify.delivery.News;
import org.paschima.notify.mongo.NotifyFold;

/** Nobody listens: what is committed is seen in the store. */
public final class Unheard implements Changes, NotifyFold.Counts {
    @Override
    public void folded(LogPartition partition, long next) {}

    @Override
    public void grew(LogPartition partition, Map<String, News> members) {}

    @Override
    public void owned(LogPartition partition) {}

    @Override
    public void disowned(LogPartition partition) {}

    @Override
    public void skipped() {}

    @Override
    public void decided(boolean sent) {}

    @Override
    public void withdrawn() {}

    @Override
    public void tooLate() {}
}
