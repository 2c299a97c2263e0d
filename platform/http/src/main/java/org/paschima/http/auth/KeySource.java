package org.paschima.http.auth;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** Where the issuer's keys are read from; reading blocks, for a bounded time. */
interface KeySource extends AutoCloseable {
    int MOST_BYTES = 256 * 1024;

    String read() throws IOException, InterruptedException;

    @Override
    default void close() {}

    static KeySource from(TokenConfig config) {
        var file = config.jwksFile();
        return file != null ? new InFile(file) : new AtUrl(Objects.requireNonNull(config.jwksUrl(), "jwksUrl"));
    }

    record InFile(Path path) implements KeySource {
        @Override
        public String read() throws IOException {
            try (var in = Files.newInputStream(path)) {
                return bounded(in);
            }
        }
    }

    final class AtUrl implements KeySource {
        private final HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        private final URI url;

        AtUrl(URI url) {
            this.url = url;
        }

        @Override
        public String read() throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(url)
                    .timeout(Duration.ofSeconds(5))
                    .header("Accept", "application/jwk-set+json, application/json")
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var in = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("the key address answered " + response.statusCode());
                }
                return bounded(in);
            }
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    private static String bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("the key set is larger than " + MOST_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
