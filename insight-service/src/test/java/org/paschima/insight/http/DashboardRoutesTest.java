package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.http.HttpConfig;
import org.paschima.http.HttpEndpoint;
import org.paschima.runtime.Opened;
import org.paschima.runtime.config.Env;

/** The page is served from a closed table, under a strict policy, packed once; and is told where everything is. */
class DashboardRoutesTest {

    private static final long MOST_SCRIPT = 45 * 1024;
    private static final long MOST_STYLE = 12 * 1024;
    private static final byte[] PACKED = {0x1f, (byte) 0x8b, 1, 2, 3};
    private static final Dashboard PAGE = new Dashboard(List.of(
            new Dashboard.File(
                    "/", "text/html; charset=utf-8", "no-cache", "<p>".getBytes(StandardCharsets.UTF_8), PACKED),
            new Dashboard.File(
                    "/main-1.js",
                    "text/javascript; charset=utf-8",
                    "public, max-age=31536000, immutable",
                    "x".repeat(2_000).getBytes(StandardCharsets.UTF_8),
                    PACKED)));
    private static final DashboardConfig CONFIG = new DashboardConfig(
            Optional.of(URI.create("https://id.example.org/realm")), "page", "https://in.example.org", "", "112");

    private final Opened opened = new Opened();
    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx = Vertx.vertx();

    @BeforeEach
    void open() {
        opened.add(client);
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private URI serve(Dashboard page) throws Exception {
        return opened.add(HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                        .routes(new DashboardRoutes(page, CONFIG).all())
                        .open())
                .address();
    }

    private HttpResponse<byte[]> get(URI base, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void the_page_runs_nothing_but_itself_and_talks_to_nobody_but_whom_it_is_told() throws Exception {
        var answer = get(serve(PAGE), "/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                        + "connect-src 'self' https://id.example.org https://in.example.org; worker-src 'self'; "
                        + "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
                        + "require-trusted-types-for 'script'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void what_was_packed_in_the_build_is_sent_as_it_is_and_kept_for_good() throws Exception {
        var base = serve(PAGE);
        var packed = get(base, "/main-1.js", "Accept-Encoding", "gzip");

        assertThat(packed.body()).isEqualTo(PACKED);
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Cache-Control")).contains("immutable");
        assertThat(header(packed, "Vary")).containsIgnoringCase("accept-encoding");
        assertThat(get(base, "/main-1.js").body()).hasSize(2_000);
        assertThat(get(base, "/", "If-None-Match", header(get(base, "/"), "ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void a_path_that_is_not_in_the_table_is_nothing_whatever_it_looks_like() throws Exception {
        var base = serve(PAGE);
        for (var path :
                List.of("/main-2.js", "/files.tsv", "/%2e%2e/openapi.json", "/..%2fopenapi.json", "/index.html")) {
            assertThat(get(base, path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void the_page_is_told_who_issues_tokens_and_where_the_services_are() throws Exception {
        var told = new String(get(serve(PAGE), "/config.json").body(), StandardCharsets.UTF_8);

        assertThat(told)
                .isEqualTo(
                        "{\"issuer\":\"https://id.example.org/realm\",\"clientId\":\"page\","
                                + "\"session\":\"https://in.example.org\",\"insight\":\"\",\"notify\":\"\",\"emergencyNumber\":\"112\"}");
    }

    @Test
    void a_build_without_the_page_says_how_to_get_it() throws Exception {
        var answer = get(serve(new Dashboard(List.of())), "/");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Node.js 20", "-Ddashboard=required");
    }

    @Test
    void settings_that_cannot_be_are_refused() {
        for (var wrong : Map.of(
                        "DASHBOARD_ISSUER", "ftp://x",
                        "DASHBOARD_SESSION_URL", "javascript:alert(1)",
                        "EMERGENCY_NUMBER", "<b>112</b>")
                .entrySet()) {
            assertThatThrownBy(() -> {
                        var env = new Env(new HashMap<>(Map.of(wrong.getKey(), wrong.getValue())));
                        DashboardConfig.from(env);
                        env.check();
                    })
                    .hasMessageContaining(wrong.getKey());
        }
    }

    @Test
    void what_was_built_is_small_and_packed_right() throws Exception {
        for (var file : Dashboard.built().files()) {
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(file.packed()))) {
                assertThat(unpacked.readAllBytes()).as(file.path()).isEqualTo(file.plain());
            }
            if (file.path().startsWith("/main")) {
                assertThat(file.packed().length).as("script").isLessThan((int) MOST_SCRIPT);
            }
            if (file.path().startsWith("/style")) {
                assertThat(file.packed().length).as("style").isLessThan((int) MOST_STYLE);
            }
        }
    }
}
