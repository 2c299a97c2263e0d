package org.paschima.notify.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A push service on loopback (RFC 8030): it takes messages only from who proves to be the one sender (RFC 8292). */
public final class PushService implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Taken, Reply>> paths = new ConcurrentHashMap<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();

    /** A message as it came. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record Taken(String path, int ttl, String topic, String urgency, byte[] body) {}

    /** What is answered. */
    public record Reply(int status, Map<String, String> headers) {
        public static Reply of(int status) {
            return new Reply(status, Map.of());
        }
    }

    public PushService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** The endpoint of a browser, for which it answers so; what is answered with 2xx counts as taken. */
    public String endpoint(String path, Function<Taken, Reply> reply) {
        paths.put(path, reply);
        return origin() + path;
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Taken> taken(String path) {
        return taken.stream().filter(each -> each.path().equals(path)).toList();
    }

    /** Messages whose sender did not prove who it is, or that break a rule. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath();
        int status = 403;
        try {
            check(headers.getFirst("Authorization"));
            if (!"aes128gcm".equals(headers.getFirst("Content-Encoding")) || body.length > 4_096) {
                throw new GeneralSecurityException("encoding or length");
            }
            var sent = new Taken(
                    path,
                    Integer.parseInt(headers.getFirst("TTL")),
                    headers.getFirst("Topic"),
                    headers.getFirst("Urgency"),
                    body);
            if (!sent.topic().matches("[A-Za-z0-9_-]{1,32}")) {
                throw new GeneralSecurityException("topic");
            }
            var reply = paths.getOrDefault(path, _ -> Reply.of(404)).apply(sent);
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            status = reply.status();
            if (status / 100 == 2) {
                taken.add(sent);
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            refusals.add(String.valueOf(e));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void check(String authorization) throws GeneralSecurityException, IOException {
        var parts = authorization.replaceFirst("(?i)^vapid ", "").split(", ?", -1);
        var token = value(parts, "t=");
        var key = value(parts, "k=");
        if (!key.equals(TestKeys.PUBLIC)) {
            throw new GeneralSecurityException("another sender");
        }
        int dot = token.lastIndexOf('.');
        var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(Browser.point(Browser.decoded(key)));
        verifier.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        if (!verifier.verify(Browser.decoded(token.substring(dot + 1)))) {
            throw new GeneralSecurityException("signature");
        }
        var claims = new ObjectMapper().readTree(Browser.decoded(token.split("\\.", -1)[1]));
        var expires = Instant.ofEpochSecond(claims.get("exp").asLong());
        var now = Instant.now();
        if (!claims.get("aud").asText().equals(origin())
                || !claims.get("sub").asText().equals(TestKeys.SUBJECT)
                || expires.isBefore(now)
                || expires.isAfter(now.plusSeconds(24 * 3_600))) {
            throw new GeneralSecurityException("claims " + claims);
        }
    }

    private static String value(String[] parts, String name) {
        for (var part : parts) {
            if (part.startsWith(name)) {
                return part.substring(name.length());
            }
        }
        throw new IllegalArgumentException("no " + name);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
