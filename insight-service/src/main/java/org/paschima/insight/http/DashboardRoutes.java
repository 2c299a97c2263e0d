package org.paschima.insight.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Handler;
import org.paschima.http.Route;

/** Serves the page at {@code /}, and what it has to know first. It is public, and says nothing about anybody. */
public final class DashboardRoutes {

    private static final String ASK_AGAIN = "no-cache";
    private static final byte[] NOT_BUILT = """
            The dashboard is not part of this build, since there was no Node.js 20 or newer when it was made.
            Install one and build again (mvn package); -Ddashboard=required makes the build insist on it.
            The API is here all the same: /openapi.json
            """.getBytes(StandardCharsets.UTF_8);

    private final Dashboard page;
    private final DashboardConfig config;

    public DashboardRoutes(Dashboard page, DashboardConfig config) {
        this.page = page;
        this.config = config;
    }

    public List<Route> all() {
        var routes = new ArrayList<Route>();
        page.files().forEach(file -> routes.add(serve(file)));
        if (page.files().isEmpty()) {
            routes.add(Route.get("/", Handler.immediate(_ -> Answer.bytes(404, "text/plain; charset=utf-8", NOT_BUILT)))
                    .produces("text/plain")
                    .open());
        }
        routes.add(Route.get("/config.json", Handler.immediate(_ -> told())).open());
        return routes;
    }

    private Route serve(Dashboard.File file) {
        var answer = Answer.bytes(200, file.contentType(), file.plain())
                .packed(file.packed())
                .header("Cache-Control", file.cache())
                .header("Content-Security-Policy", policy())
                .header("Cross-Origin-Opener-Policy", "same-origin");
        return Route.get(file.path(), Handler.immediate(_ -> answer))
                .produces(file.contentType())
                .open();
    }

    /** Scripts, styles and pictures of this page alone, and no address but those that it is told. */
    private String policy() {
        return Stream.of(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src 'self'",
                        "connect-src "
                                + Stream.concat(Stream.of("'self'"), config.origins().stream())
                                        .collect(Collectors.joining(" ")),
                        "worker-src 'self'",
                        "manifest-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "require-trusted-types-for 'script'")
                .collect(Collectors.joining("; "));
    }

    private Answer told() {
        return Answer.ok(json -> {
                    AnswerJson.text(json, "issuer", config.issuer().map(Object::toString));
                    json.writeStringField("clientId", config.clientId());
                    json.writeStringField("session", config.session());
                    json.writeStringField("insight", "");
                    json.writeStringField("notify", config.notifications());
                    json.writeStringField("emergencyNumber", config.emergencyNumber());
                })
                .header("Cache-Control", ASK_AGAIN);
    }
}
