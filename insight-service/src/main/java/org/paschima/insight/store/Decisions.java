package org.paschima.insight.store;

import java.io.IOException;
import org.paschima.contract.MemberId;
import org.paschima.insight.domain.effect.Decision;

/**
 * What was decided about nudges to a member, as far as it is kept here. Blocks, and throws
 * {@link org.paschima.log.StoreUnavailableException} when the store is away.
 */
@FunctionalInterface
public interface Decisions {

    /** Gives each to the reader, in the order of local dates and slots, while the store is read. */
    void forEach(MemberId member, Reader reader) throws IOException;

    /** Takes one decision. */
    @FunctionalInterface
    interface Reader {
        void read(Decision decision) throws IOException;
    }
}
