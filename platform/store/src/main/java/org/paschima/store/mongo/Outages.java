package org.paschima.store.mongo;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.Set;
import org.paschima.log.StoreUnavailableException;

/** Tells an outage, after which the same work can succeed, from a mistake, after which it cannot. */
public final class Outages {

    /**
     * Server errors that say "not now": shutting down, starting up (94 not initialized, 134 no majority snapshot yet),
     * stepping down, stale, interrupted by failover or by the next owner, conflict.
     */
    private static final Set<Integer> NOT_NOW = Set.of(
            6, 7, 63, 64, 89, 91, 94, 112, 133, 134, 150, 189, 234, 246, 251, 262, 9001, 10107, 11600, 11601, 11602,
            13435, 13436);

    private Outages() {}

    public static boolean isOutage(MongoException e) {
        return e instanceof MongoTimeoutException
                || e instanceof MongoSocketException
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException
                || e instanceof MongoConnectionPoolClearedException
                || e instanceof MongoServerUnavailableException
                || e instanceof MongoInterruptedException
                || e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
                || e.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL)
                || NOT_NOW.contains(e.getCode());
    }

    /** The exception to throw: an outage as {@link StoreUnavailableException}, a mistake as it is. */
    public static RuntimeException of(MongoException e) {
        return isOutage(e) ? new StoreUnavailableException("MongoDB is away", e) : e;
    }
}
