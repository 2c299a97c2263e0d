package org.paschima.http;

import io.vertx.core.Future;

/** Answers one kind of request. Runs on an event loop, so it must not block; its future may complete on any thread. */
@FunctionalInterface
public interface Handler {
    Future<? extends Answer> answer(Call call) throws Exception;

    /** A handler whose answer is there at once. */
    static Handler immediate(Immediate handler) {
        return call -> Future.succeededFuture(handler.answer(call));
    }

    /** Answers without waiting for anything. */
    @FunctionalInterface
    interface Immediate {
        Answer answer(Call call) throws Exception;
    }
}
