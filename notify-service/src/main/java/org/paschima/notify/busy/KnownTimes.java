package org.paschima.notify.busy;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.paschima.notify.domain.BusyTimes;

/** When members are busy, as known at a time, for whoever decides about many at once. Blocks. */
@FunctionalInterface
public interface KnownTimes {

    /** By the key of each; nobody without a calendar that was read not too long ago. */
    Map<String, BusyTimes> of(Collection<String> members, Instant now);
}
