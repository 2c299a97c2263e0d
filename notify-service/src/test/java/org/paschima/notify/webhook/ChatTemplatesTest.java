package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;

/** The templates in docs/operations.md fit what is sent: their fields are there, and the relay that is printed there runs. */
class ChatTemplatesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final MemberId MEMBER = new MemberId("studio", "m-0001");
    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null);
    private static final Pattern ADDRESS = Pattern.compile("\"address\": \"(https://ntfy[^\"]+)\"");
    private static final Pattern OF_NTFY = Pattern.compile("\\{\\{(\\.[a-zA-Z.]+)\\}\\}");
    private static final Pattern OF_HOME_ASSISTANT = Pattern.compile("trigger\\.json((?:\\.[a-zA-Z]+)+)");

    private final InMemoryTopic topic = new InMemoryTopic();
    private final Letter issued = Letter.of(topic.issue(MEMBER, "n-1", 1, Instant.parse("2026-03-02T10:00:00Z")));
    private final Letter withdrawn = Letter.of(topic.withdraw(MEMBER, "n-1", 2, Instant.parse("2026-03-02T10:05:00Z")));

    private static String block(String kind, String of) throws IOException {
        var text = Files.readString(Path.of("../docs/operations.md"));
        int begin = text.indexOf("```" + kind + "\n", text.indexOf("**" + of + "**"));
        return text.substring(text.indexOf('\n', begin) + 1, text.indexOf("\n```", begin));
    }

    private static JsonNode at(Letter letter, String path) throws IOException {
        return MAPPER.readTree(letter.body()).at(path.replace('.', '/'));
    }

    @Test
    void the_address_for_ntfy_is_one_that_is_taken_and_its_templates_name_the_title_and_the_text() throws Exception {
        var address = ADDRESS.matcher(block("sh", "ntfy"));
        assertThat(address.find()).isTrue();
        var targets = Targets.publicOnly(host -> InetAddress.getAllByName("93.184.215.14"));

        assertThat(targets.read(address.group(1))).isPresent();
        var said = OF_NTFY.matcher(URLDecoder.decode(address.group(1), StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(said).hasSize(2);
        assertThat(at(issued, said.getFirst()).asText()).isEqualTo("A moment");
        assertThat(at(issued, said.getLast()).asText()).isEqualTo("Two breaths");
    }

    @Test
    void what_home_assistant_is_told_to_read_is_there() throws Exception {
        var paths = OF_HOME_ASSISTANT
                .matcher(block("yaml", "Home Assistant"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(paths).hasSize(6);
        for (var path : paths) {
            assertThat(at(issued, path).asText()).as(path).isNotEmpty();
        }
        assertThat(at(withdrawn, paths.getLast())).isEqualTo(at(issued, paths.getLast()));
    }

    @Test
    void the_relay_to_gotify_takes_what_is_signed_and_passes_on_what_gotify_takes() throws Exception {
        assumeTrue(hasPython(), "python3 is not there");
        var taken = new CopyOnWriteArrayList<String>();
        var status = new AtomicInteger(200);
        var gotify = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        gotify.createContext("/message", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            taken.add(exchange.getRequestHeaders().getFirst("X-Gotify-Key") + " " + body);
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        gotify.start();
        int port = freePort();
        var script = Files.writeString(Files.createTempFile("relay", ".py"), block("python", "Gotify"));
        var builder = new ProcessBuilder("python3", script.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SECRET", SECRET.text());
        builder.environment()
                .put("GOTIFY", "http://127.0.0.1:" + gotify.getAddress().getPort());
        builder.environment().put("GOTIFY_TOKEN", "A-token");
        builder.environment().put("PORT", Integer.toString(port));
        var relay = builder.start();
        try (var http = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> answered(http, port, withdrawn, SECRET) == 204);
            assertThat(taken).isEmpty();

            assertThat(answered(http, port, issued, SECRET)).isEqualTo(204);
            assertThat(taken).hasSize(1);
            assertThat(taken.getFirst()).startsWith("A-token ");
            var message = MAPPER.readTree(taken.getFirst().substring("A-token ".length()));
            assertThat(message.get("title").asText()).isEqualTo("A moment");
            assertThat(message.get("message").asText()).isEqualTo("Two breaths");

            assertThat(answered(http, port, issued, new Secret("whsec_c2VjcmV0cyBvZiBzb21lYm9keSBlbHNl", null)))
                    .isEqualTo(401);
            status.set(500);
            assertThat(answered(http, port, issued, SECRET)).isEqualTo(503);
        } finally {
            relay.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            gotify.stop(0);
            Files.delete(script);
        }
    }

    private static int answered(HttpClient http, int port, Letter letter, Secret secret) throws Exception {
        var now = java.time.Clock.systemUTC().instant();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(20))
                .header("webhook-id", letter.id())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", Signatures.of(List.of(secret), letter, now))
                .POST(BodyPublishers.ofByteArray(letter.body()))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
