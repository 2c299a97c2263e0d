package org.paschima.insight.store;

import java.io.IOException;
import org.paschima.contract.LogPosition;

/**
 * All that the log says of a member, as of one moment.
 *
 * @param records the surviving ones, in the order of their days; read from the store while they are iterated, once
 */
public record MemberExport(LogPosition asOf, MemberSettings settings, Iterable<KeptRecord> records) {

    /** Takes everything while it can be read. */
    @FunctionalInterface
    public interface Reader {
        void read(MemberExport export) throws IOException;
    }
}
