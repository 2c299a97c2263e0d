package org.paschima.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** So many connections, each with one request at a time, until a number of requests was answered. Loopback only. */
final class HttpLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Vertx vertx;
    private final int port;
    private final String token;
    private final String contentType;

    HttpLoad(Vertx vertx, int port, String token) {
        this(vertx, port, token, "application/json");
    }

    /** {@code contentType}: of the bodies that are sent. */
    HttpLoad(Vertx vertx, int port, String token, String contentType) {
        this.vertx = vertx;
        this.port = port;
        this.token = token;
        this.contentType = contentType;
    }

    /** What was asked, and how it went. */
    record Result(int answered, int refused, double seconds, Latencies latencies) {
        double perSecond() {
            return answered / seconds;
        }
    }

    /** One request: its method, path and body; the body is empty for GET. */
    record Call(HttpMethod method, String path, Buffer body) {}

    Result run(int connections, int requests, int expectedStatus, IntFunction<Call> calls) throws Exception {
        var client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost("127.0.0.1")
                        .setDefaultPort(port)
                        .setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(connections));
        try {
            var next = new AtomicInteger();
            var refused = new AtomicInteger();
            var latencies = new long[requests];
            long began = System.nanoTime();
            var all = new ArrayList<Future<Void>>();
            for (int i = 0; i < connections; i++) {
                var promise = Promise.<Void>promise();
                all.add(promise.future());
                vertx.runOnContext(
                        _ -> one(client, next, requests, expectedStatus, calls, latencies, refused, promise));
            }
            Future.all(all).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Result(requests - refused.get(), refused.get(), seconds, new Latencies(latencies));
        } finally {
            client.close().await(10, TimeUnit.SECONDS);
        }
    }

    /**
     * Sends all lines in one request, reads the results while it sends, as a batch of any length needs, and counts those
     * that were kept.
     */
    long batch(String path, Buffer lines) throws Exception {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
        try {
            var kept = new AtomicLong();
            var results = RecordParser.newDelimited("\n", line -> {
                var result = line.toString();
                if (result.contains("\"status\":201") || result.contains("\"status\":200")) {
                    kept.incrementAndGet();
                }
            });
            client.request(HttpMethod.POST, path)
                    .compose(request -> {
                        request.putHeader("Authorization", "Bearer " + token)
                                .putHeader("Content-Type", "application/x-ndjson");
                        var answered = request.response().compose(response -> {
                            response.handler(results);
                            return response.end();
                        });
                        return request.end(lines).compose(_ -> answered);
                    })
                    .await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return kept.get();
        } finally {
            client.close().await(10, TimeUnit.SECONDS);
        }
    }

    private void one(
            HttpClient client,
            AtomicInteger next,
            int requests,
            int expectedStatus,
            IntFunction<Call> calls,
            long[] latencies,
            AtomicInteger refused,
            Promise<Void> done) {
        int number = next.getAndIncrement();
        if (number >= requests) {
            done.tryComplete();
            return;
        }
        var call = calls.apply(number);
        long sent = System.nanoTime();
        client.request(call.method(), call.path())
                .compose(request -> {
                    request.putHeader("Authorization", "Bearer " + token);
                    if (call.body().length() > 0) {
                        request.putHeader("Content-Type", contentType);
                    }
                    return request.send(call.body());
                })
                .compose(response -> response.body().map(_ -> response.statusCode()))
                .onComplete(answer -> {
                    latencies[number] = System.nanoTime() - sent;
                    if (answer.failed() || answer.result() != expectedStatus) {
                        refused.incrementAndGet();
                    }
                    one(client, next, requests, expectedStatus, calls, latencies, refused, done);
                });
    }
}
