package org.paschima.notify.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.store.mongo.Outages;

/** Questions at the store, whose outage is told as such. */
final class Asking {

    private Asking() {}

    static <T> T of(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    /** Once more, where two at once may both mean to insert: then the other one has. */
    static <T extends @Nullable Object> T again(Supplier<T> upsert) {
        try {
            return upsert.get();
        } catch (MongoException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return upsert.get();
        }
    }
}
