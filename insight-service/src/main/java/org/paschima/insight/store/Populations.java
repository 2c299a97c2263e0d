package org.paschima.insight.store;

import java.time.Instant;
import java.util.Optional;
import org.paschima.insight.domain.helps.Population;

/** The last sums over the members of each tenant who consented to research. */
@FunctionalInterface
public interface Populations {

    /**
     * The sums at hand; empty when there are none yet, or none that are fresh enough. Never waits for sums to be taken. Blocks
     * for one read, and throws {@link org.paschima.log.StoreUnavailableException} when the store is away.
     */
    Optional<Population> of(String tenant, Instant now);
}
