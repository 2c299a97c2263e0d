package org.paschima.insight.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.paschima.contract.MemberId;

/** Tells when something of a member may have changed, whichever instance folds it. */
@FunctionalInterface
public interface MemberNews {

    /**
     * Waits from now on. Completes with whether there may be news, within a second or so of their being stored, or with false
     * when the time is over. Never fails; completing it ends the wait.
     */
    CompletableFuture<Boolean> next(MemberId member, Duration atMost);
}
