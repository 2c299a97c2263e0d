package org.paschima.notify.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.paschima.http.FairTurns;
import org.paschima.http.OverloadedException;
import org.paschima.http.auth.Asker;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;
import org.paschima.notify.webhook.Targets;

/**
 * Sends a message over HTTP: to an address that was checked, under a time limit for the whole, in the turn of who asks. The
 * answer's body is thrown away. Redirects that keep method and body (307, 308) are followed, each checked as the first was.
 */
public final class GuardedPost implements AutoCloseable {

    private static final int CONNECTIONS_TO_ONE = 512;

    private final HttpClient client;
    private final Targets targets;
    private final FairTurns turns;
    private final Duration timeout;
    private final InstantSource clock;

    /** @param atOnce messages on their way to all receivers together */
    public GuardedPost(Vertx vertx, Targets targets, int atOnce, Duration timeout, InstantSource clock) {
        this(vertx, targets, atOnce, timeout, clock, null);
    }

    /** @param trusted whose certificates are taken; null for those that the JDK takes */
    GuardedPost(
            Vertx vertx,
            Targets targets,
            int atOnce,
            Duration timeout,
            InstantSource clock,
            @Nullable TrustOptions trusted) {
        var options = new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setVerifyHost(true)
                .setMaxRedirects(0)
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false);
        this.client = vertx.createHttpClient(
                trusted == null ? options : options.setTrustOptions(trusted),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_ONE));
        this.targets = targets;
        this.turns = new FairTurns(atOnce, 16 * atOnce, "messages on their way");
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * What is sent.
     *
     * @param redirects so many are followed at most
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    public record Message(URI to, Map<String, String> headers, byte[] body, int redirects) {
        public Message {
            headers = Map.copyOf(headers);
        }
    }

    /** Blocks until there is an answer, or there will be none. */
    public Sent send(Asker asker, Message message) throws InterruptedException {
        long began = System.nanoTime();
        var turn = new CompletableFuture<Boolean>();
        try {
            turns.ask(asker, () -> turn.complete(true));
        } catch (OverloadedException _) {
            return Sent.of(Outcome.NOT_TRIED, since(began));
        }
        try {
            turn.get();
            return sendNow(message, System.nanoTime());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            // Who was interrupted gives it back when it comes.
            var _ = turn.thenRun(() -> turns.giveBack(asker));
        }
    }

    private Sent sendNow(Message message, long began) throws InterruptedException {
        var to = message.to();
        for (int hop = 0; hop <= message.redirects(); hop++) {
            InetAddress address;
            try {
                address = targets.of(to).orElse(null);
            } catch (UnknownHostException _) {
                return Sent.of(Outcome.UNREACHABLE, since(began));
            }
            if (address == null) {
                return Sent.of(Outcome.NOT_ALLOWED, since(began));
            }
            var answer = asked(message, to, address, began);
            if (answer.next() == null) {
                return answer.sent();
            }
            to = answer.next();
        }
        return Sent.of(Outcome.REFUSED, since(began));
    }

    private record Asked(Sent sent, @Nullable URI next) {}

    private Asked asked(Message message, URI to, InetAddress address, long began) throws InterruptedException {
        long left = timeout.toNanos() - (System.nanoTime() - began);
        if (left <= 0) {
            return new Asked(Sent.of(Outcome.TIMED_OUT, since(began)), null);
        }
        var answered = new CompletableFuture<HttpClientResponse>();
        var request = client.request(withHeaders(options(HttpMethod.POST, to, address, left), message))
                .compose(opened -> {
                    // Who gave up waiting has the connection closed too.
                    var _ = answered.whenComplete((_, failure) -> {
                        if (failure != null) {
                            opened.reset();
                        }
                    });
                    return opened.send(Buffer.buffer(message.body()));
                });
        request.onComplete(done -> {
            if (done.succeeded()) {
                PostAnswer.discard(done.result());
                answered.complete(done.result());
            } else {
                answered.completeExceptionally(done.cause());
            }
        });
        try {
            var answer = new PostAnswer(answered.get(left, TimeUnit.NANOSECONDS));
            return new Asked(
                    answer.sent(since(began), clock), answer.redirectedFrom(to).orElse(null));
        } catch (TimeoutException e) {
            answered.completeExceptionally(e);
            return new Asked(Sent.of(Outcome.TIMED_OUT, since(began)), null);
        } catch (ExecutionException e) {
            var outcome = e.getCause() instanceof TimeoutException ? Outcome.TIMED_OUT : Outcome.UNREACHABLE;
            return new Asked(Sent.of(outcome, since(began)), null);
        } catch (InterruptedException e) {
            answered.completeExceptionally(e);
            throw e;
        }
    }

    /** A request to the very address that was checked. */
    static RequestOptions options(HttpMethod method, URI to, InetAddress address, long left) {
        boolean isSecure = "https".equalsIgnoreCase(to.getScheme());
        int port = to.getPort() > 0 ? to.getPort() : isSecure ? 443 : 80;
        var host = to.getHost();
        var path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        return new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(host)
                .setPort(port)
                .setSsl(isSecure)
                .setURI(to.getRawQuery() == null ? path : path + "?" + to.getRawQuery())
                .setFollowRedirects(false)
                .setIdleTimeout(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }

    private static RequestOptions withHeaders(RequestOptions options, Message message) {
        message.headers().forEach(options::putHeader);
        return options;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        var _ = client.close();
    }
}
