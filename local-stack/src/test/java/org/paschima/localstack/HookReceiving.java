package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A studio's own system on this machine, which takes whatever it is told and can say whose signature a message has. */
final class HookReceiving implements AutoCloseable {

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    /** One message as it came. */
    record Message(String id, String timestamp, String signatures, String body) {

        /** Whether it is signed under a secret as a page shows it, by Standard Webhooks. */
        boolean isSignedWith(String secret) throws GeneralSecurityException {
            assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
            var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var signed = id + "." + timestamp + "." + body;
            var own = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return List.of(signatures.split(" ")).contains("v1," + own);
        }
    }

    HookReceiving() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            messages.add(new Message(
                    Objects.requireNonNull(headers.getFirst("webhook-id")),
                    Objects.requireNonNull(headers.getFirst("webhook-timestamp")),
                    Objects.requireNonNull(headers.getFirst("webhook-signature")),
                    body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/secret-of-the-desk";
    }

    /** The test message that came last. */
    Message lastTest() {
        return messages.stream()
                .filter(each -> each.body().contains("webhook.test"))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
