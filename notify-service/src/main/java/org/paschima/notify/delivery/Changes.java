package org.paschima.notify.delivery;

import java.util.Map;
import org.paschima.log.LogPartition;

/** Hears what was committed on this instance, before anybody else can. Called on owners' threads; must not block. */
public interface Changes {

    /** A batch was folded up to {@code next}. */
    void folded(LogPartition partition, long next);

    /** There is something to publish; and perhaps to deliver, to these members, by their keys. */
    void grew(LogPartition partition, Map<String, News> members);

    void owned(LogPartition partition);

    void disowned(LogPartition partition);
}
