package org.paschima.notify.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.busy.CalendarSource;
import org.paschima.notify.busy.Trouble;
import org.paschima.notify.webhook.Targets;

/**
 * Fetches a file from an address that somebody else named: from one that was checked, at the start and at each redirect, under
 * one time limit for the whole and a size limit for what comes, before and after it is unpacked.
 */
public final class GuardedGet implements CalendarSource, AutoCloseable {

    private static final int REDIRECTS = 4;
    private static final int CONNECTIONS_TO_ONE = 4;
    private static final int LONGEST_NAME = 1_024;

    private final HttpClient client;
    private final Targets targets;
    private final Duration timeout;
    private final int mostBytes;
    private final InstantSource clock;

    /** @param mostBytes of one file */
    public GuardedGet(Vertx vertx, Targets targets, Duration timeout, int mostBytes, InstantSource clock) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) timeout.toMillis())
                        .setVerifyHost(true)
                        .setMaxRedirects(0)
                        .setKeepAlive(false)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_ONE));
        this.targets = targets;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** What one server said: its file, or where else to ask. */
    private record Asked(Fetched fetched, @Nullable URI next) {}

    /** An answer whose body has come. */
    private record Came(HttpClientResponse response, Buffer body) {}

    /** More came than is taken. */
    private static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Fetched fetch(URI address, @Nullable String entityTag, @Nullable String modified)
            throws InterruptedException {
        long began = System.nanoTime();
        var to = address;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            InetAddress checked;
            try {
                checked = targets.of(to).orElse(null);
            } catch (UnknownHostException _) {
                return failed(Trouble.UNREACHABLE);
            }
            if (checked == null) {
                return failed(Trouble.NOT_ALLOWED);
            }
            long left = timeout.toNanos() - (System.nanoTime() - began);
            if (left <= 0) {
                return failed(Trouble.TIMED_OUT);
            }
            var options = GuardedPost.options(HttpMethod.GET, to, checked, left)
                    .putHeader("Accept", "text/calendar, text/plain;q=0.5, */*;q=0.1")
                    .putHeader("Accept-Encoding", "identity")
                    .putHeader("User-Agent", "Paschima");
            condition(options, "If-None-Match", entityTag);
            condition(options, "If-Modified-Since", modified);
            var asked = ask(options, to, left);
            if (asked.next() == null) {
                return asked.fetched();
            }
            to = asked.next();
        }
        return failed(Trouble.REFUSED);
    }

    private static void condition(RequestOptions options, String name, @Nullable String value) {
        if (value != null) {
            options.putHeader(name, value);
        }
    }

    private Asked ask(RequestOptions options, URI to, long left) throws InterruptedException {
        var came = new CompletableFuture<Came>();
        client.request(options)
                .compose(opened -> {
                    // Who gave up waiting has the connection closed too.
                    var _ = came.whenComplete((_, failure) -> {
                        if (failure != null) {
                            opened.reset();
                        }
                    });
                    return opened.send().map(response -> {
                        collect(response, came);
                        return response;
                    });
                })
                .onFailure(came::completeExceptionally);
        try {
            return answered(came.get(left, TimeUnit.NANOSECONDS), to);
        } catch (TimeoutException e) {
            came.completeExceptionally(e);
            return new Asked(failed(Trouble.TIMED_OUT), null);
        } catch (ExecutionException e) {
            return new Asked(failed(trouble(e.getCause())), null);
        } catch (InterruptedException e) {
            came.completeExceptionally(e);
            throw e;
        }
    }

    private static Trouble trouble(@Nullable Throwable cause) {
        return switch (cause) {
            case TooMuchException _ -> Trouble.TOO_LARGE;
            case TimeoutException _ -> Trouble.TIMED_OUT;
            case null, default -> Trouble.UNREACHABLE;
        };
    }

    private void collect(HttpClientResponse response, CompletableFuture<Came> came) {
        var body = Buffer.buffer();
        response.exceptionHandler(came::completeExceptionally);
        response.handler(piece -> {
            if (body.length() + piece.length() > mostBytes) {
                came.completeExceptionally(new TooMuchException());
            } else {
                body.appendBuffer(piece);
            }
        });
        response.endHandler(_ -> came.complete(new Came(response, body)));
    }

    private Asked answered(Came came, URI to) {
        var response = came.response();
        int status = response.statusCode();
        var answer = new PostAnswer(response);
        if (status == 304) {
            return new Asked(new Fetched.Unchanged(), null);
        }
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
            return new Asked(
                    new Fetched.Failed(Trouble.REFUSED, status, Optional.empty()),
                    answer.location(to).orElse(null));
        }
        if (status != 200) {
            return new Asked(new Fetched.Failed(Trouble.REFUSED, status, answer.retryAfter(clock)), null);
        }
        try {
            return new Asked(
                    new Fetched.File(
                            new String(unpacked(came), StandardCharsets.UTF_8),
                            named(response.getHeader("ETag")),
                            named(response.getHeader("Last-Modified"))),
                    null);
        } catch (IOException e) {
            return new Asked(failed(e instanceof TooMuchException ? Trouble.TOO_LARGE : Trouble.NO_CALENDAR), null);
        }
    }

    /** Nothing packed was asked for, and some servers send it all the same. */
    private byte[] unpacked(Came came) throws IOException {
        var packing = came.response().getHeader("Content-Encoding");
        var bytes = came.body().getBytes();
        if (packing == null || packing.isBlank() || packing.strip().equalsIgnoreCase("identity")) {
            return bytes;
        }
        if (!packing.strip().toLowerCase(Locale.ROOT).matches("(x-)?gzip")) {
            throw new IOException("packed in a way that is not known");
        }
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var plain = unpacking.readNBytes(mostBytes + 1);
            if (plain.length > mostBytes) {
                throw new TooMuchException();
            }
            return plain;
        }
    }

    /** What is sent back as it came has to be short. */
    private static @Nullable String named(@Nullable String header) {
        return header == null || header.length() > LONGEST_NAME ? null : header;
    }

    private static Fetched failed(Trouble trouble) {
        return new Fetched.Failed(trouble, 0, Optional.empty());
    }

    @Override
    public void close() {
        var _ = client.close();
    }
}
