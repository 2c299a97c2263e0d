package org.paschima.insight.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.paschima.contract.MemberId;

/**
 * What was said to members. Immutable: what was noted once stays as it was noted, and noting it again changes nothing.
 *
 * <p>Calls block, and throw {@link org.paschima.log.StoreUnavailableException} when the store is away.
 */
public interface Statements {

    /** Notes what an answer is about to say; those that were said before are left as they are. */
    void note(MemberId member, Collection<Statement> statements, Instant at, long revision);

    /**
     * Those whose last day is within the range, both ends included. The revision is how many there are in the range, which
     * only grows.
     */
    Snapshot<StatementPage> list(
            MemberId member, LocalDate from, LocalDate to, Optional<StatementMark> after, int limit);
}
