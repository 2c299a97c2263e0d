package org.paschima.http;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response as a stream for a thread that may block: each piece is handed to the event loop and waited for until it is on
 * the wire. Nothing leaves before the first piece is full, so that a small body goes with its length, and a failure on the
 * way there can still be answered. Confined to the writing thread.
 */
final class ResponseStream extends OutputStream implements StreamedBody.Head {
    private static final int PIECE = 32 * 1024;

    private final HttpServerResponse response;
    private final Context loop;
    private final Duration stall;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private boolean hasBegun;

    /** @param stall how long the client may take for a piece */
    ResponseStream(HttpServerResponse response, Context loop, Duration stall) {
        this.stall = stall;
        this.response = response;
        this.loop = loop;
    }

    @Override
    public void field(String name, String value) {
        if (hasBegun) {
            throw new IllegalStateException("the head has left");
        }
        fields.put(name, value);
    }

    @Override
    public void write(int b) throws IOException {
        if (filled == PIECE) {
            send(false);
        }
        piece[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == PIECE) {
                send(false);
            }
            int part = Math.min(length - done, PIECE - filled);
            System.arraycopy(bytes, from + done, piece, filled, part);
            filled += part;
            done += part;
        }
    }

    /** Sends what is left, and ends the response. */
    void end() throws IOException {
        send(true);
    }

    private void send(boolean isLast) throws IOException {
        var buffer = Buffer.buffer(filled).appendBytes(piece, 0, filled);
        filled = 0;
        Promise<Void> sent = Promise.promise();
        boolean isFirst = !hasBegun;
        hasBegun = true;
        loop.runOnContext(_ -> {
            try {
                if (isFirst) {
                    begin(isLast, buffer.length());
                }
                (isLast ? response.end(buffer) : response.write(buffer)).onComplete(sent);
            } catch (RuntimeException e) {
                sent.fail(e);
            }
        });
        try {
            sent.future().await(stall.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the client does not read", e);
        } catch (Throwable e) {
            throw new IOException("the client is gone", e);
        }
    }

    private void begin(boolean isAll, int length) {
        fields.forEach(response::putHeader);
        if (isAll) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        } else {
            response.setChunked(true);
        }
    }
}
