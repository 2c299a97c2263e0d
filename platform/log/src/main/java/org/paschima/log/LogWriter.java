package org.paschima.log;

import java.util.concurrent.CompletableFuture;
import org.paschima.contract.LogPosition;
import org.paschima.contract.codec.Message;

/**
 * Appends to the log. The future completes within a bounded time: with the place once the record is kept, else with
 * {@link LogUnavailableException} or {@link LogOverloadedException}. Any thread may call it; it never blocks.
 */
public interface LogWriter {
    CompletableFuture<LogPosition> append(Message record);
}
