package org.paschima.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A receiver of webhooks on loopback that answers as it is told to, and keeps all that it took. */
public final class HookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Taken, @Nullable Reply>> paths = new LinkedHashMap<>();

    /** What was sent. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record Taken(String id, long seconds, String signatures, byte[] body) {}

    /** What is answered; null says nothing, ever. */
    public record Reply(int status, Map<String, String> headers) {
        public static Reply of(int status) {
            return new Reply(status, Map.of());
        }
    }

    public HookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** The address of a path that answers so; what is answered with 2xx counts as taken. */
    public String answering(String path, Function<Taken, @Nullable Reply> reply) {
        paths.put(path, reply);
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = exchange.getRequestBody().readAllBytes();
        var sent = new Taken(
                headers.getFirst("webhook-id"),
                Long.parseLong(headers.getFirst("webhook-timestamp")),
                headers.getFirst("webhook-signature"),
                body);
        var reply = paths.getOrDefault(exchange.getRequestURI().getPath(), _ -> Reply.of(404))
                .apply(sent);
        if (reply == null) {
            return;
        }
        if (reply.status() / 100 == 2) {
            taken.add(sent);
        }
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
