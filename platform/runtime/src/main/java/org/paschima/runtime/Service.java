package org.paschima.runtime;

import java.util.concurrent.CompletableFuture;

/** A started service, as the process that runs it sees it. Closing is ordered, awaited and bounded in time. */
public interface Service extends AutoCloseable {

    /** Where it can be reached, for the one line that says it is ready. */
    String address();

    /**
     * Completes, with a sentence for the operator, if the service finds that it cannot go on; the process then closes it
     * and ends with a failure. An outage that can pass is no reason: that is what readiness is for.
     */
    default CompletableFuture<String> brokenBy() {
        return new CompletableFuture<>();
    }

    @Override
    void close();
}
