package org.paschima.session.http;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.log.LogOverloadedException;
import org.paschima.session.domain.BatchItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one result of a batch. Its outcome is set once for each try, by any thread: a {@link LogPosition} or a
 * Throwable or a Problem, or a part of an export that is no records.
 */
final class BatchSlot {

    private static final Logger LOG = LoggerFactory.getLogger(BatchSlot.class);

    final int line;
    final int bytes;
    volatile @Nullable Object outcome;

    @Nullable
    BatchItem item;

    int tries;

    BatchSlot(int line, int bytes) {
        this.line = line;
        this.bytes = bytes;
    }

    private record Part(String name) {}

    static BatchSlot notTaken(int line, String part) {
        var slot = new BatchSlot(line, 0);
        slot.outcome = new Part(part);
        return slot;
    }

    static BatchSlot refused(int line, Problem problem) {
        var slot = new BatchSlot(line, 0);
        slot.outcome = problem;
        return slot;
    }

    static Problem broken(Throwable failure) {
        LOG.atError().setMessage("an item of a batch broke").setCause(failure).log();
        return Problem.of(ProblemType.INTERNAL, "something broke while this item was taken");
    }

    /** Nothing was written of it, and it may be tried again. */
    boolean isOverloaded() {
        return outcome instanceof LogOverloadedException
                || (outcome instanceof CompletionException e && e.getCause() instanceof LogOverloadedException);
    }

    /** The line of the answer; there is an outcome. */
    byte[] result(BatchItems items) {
        return switch (outcome) {
            case Part(var name) -> BatchItems.notTaken(name);
            case LogPosition appended when item != null -> BatchItems.result(line, item, appended);
            case Throwable failure when item != null -> items.result(line, problem(failure, item));
            case Problem problem -> items.result(line, problem);
            case null, default -> throw new IllegalStateException("there is no outcome that can be told");
        };
    }

    private static Problem problem(Throwable failure, BatchItem item) {
        try {
            return LogAppender.problem(failure, item.id().id(), item.version());
        } catch (RuntimeException e) {
            return broken(e);
        }
    }
}
