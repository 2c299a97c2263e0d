package org.paschima.store.mongo;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.paschima.log.StoreUnavailableException;

/**
 * Runs work in one transaction: snapshot reads, majority and journaled writes.
 *
 * <p>Work is run again after a transient error, a bounded number of times, so it must have no effect outside the session.
 * When a commit's fate stays unknown, {@link StoreUnavailableException} is thrown: whoever tries again must be able to
 * see in the store whether it happened.
 */
public final class Transactions {

    private static final int ATTEMPTS = 6;
    private static final int COMMIT_ATTEMPTS = 4;
    private static final TransactionOptions OPTIONS = TransactionOptions.builder()
            .readPreference(ReadPreference.primary())
            .readConcern(ReadConcern.SNAPSHOT)
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .build();

    private final MongoClient client;

    public Transactions(MongoStore store) {
        this.client = store.client();
    }

    /**
     * Runs the work and commits.
     *
     * @throws StoreUnavailableException when it did not succeed, or it is not known whether it did
     */
    public <T> T run(Function<ClientSession, T> work) {
        try (var session = client.startSession()) {
            return run(session, work);
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    /** The same in a session of the caller's, which outlives it. */
    <T> T run(ClientSession session, Function<ClientSession, T> work) {
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    session.startTransaction(OPTIONS);
                    var result = work.apply(session);
                    commit(session);
                    return result;
                } catch (MongoException e) {
                    abort(session);
                    if (attempt == ATTEMPTS || !e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)) {
                        throw Outages.of(e);
                    }
                    pause(attempt);
                } catch (RuntimeException e) {
                    abort(session);
                    throw e;
                }
            }
        } catch (MongoException e) {
            throw Outages.of(e);
        } catch (AssertionError e) {
            // The driver checks its own state with these, and fails a check after some broken connections, also while a
            // transaction is given up. The session is of no use any more; the work is.
            throw new StoreUnavailableException("the driver's session broke", e);
        }
    }

    private static void commit(ClientSession session) {
        for (int attempt = 1; ; attempt++) {
            try {
                session.commitTransaction();
                return;
            } catch (MongoException e) {
                if (!e.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL)
                        || attempt == COMMIT_ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static void abort(ClientSession session) {
        if (session.hasActiveTransaction()) {
            try {
                session.abortTransaction();
            } catch (MongoException _) {
                // The server forgets an open transaction by itself; the first error is the one that tells.
                return;
            }
        }
    }

    /** A few milliseconds, growing, never the same for two contenders. */
    private static void pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(1, 5L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted", e);
        }
    }
}
