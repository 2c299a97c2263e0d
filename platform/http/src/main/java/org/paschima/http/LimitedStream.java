package org.paschima.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A request's body, piece by piece, that fails with a problem once it is longer than it may be. */
final class LimitedStream implements ReadStream<Buffer> {
    private final ReadStream<Buffer> body;
    private final long most;
    private long seen;
    private @Nullable Handler<Throwable> onFailure;

    LimitedStream(ReadStream<Buffer> body, long most) {
        this.body = body;
        this.most = most;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        if (handler == null) {
            body.handler(null);
            return this;
        }
        body.handler(piece -> {
            if (seen > most) {
                return;
            }
            seen += piece.length();
            if (seen <= most) {
                handler.handle(piece);
            } else if (onFailure != null) {
                onFailure.handle(BodyTerms.tooLarge(most).asException());
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        onFailure = handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        body.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(
                handler == null
                        ? null
                        : _ -> {
                            // a body that was too long has failed already
                            if (seen <= most) {
                                handler.handle(null);
                            }
                        });
        return this;
    }
}
