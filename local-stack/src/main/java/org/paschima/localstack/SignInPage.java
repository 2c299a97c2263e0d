package org.paschima.localstack;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that asks who one would like to be: a form without any script. */
final class SignInPage {

    private static final List<String> PASSED_ON =
            List.of("client_id", "redirect_uri", "response_type", "code_challenge", "code_challenge_method", "state");

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1rem; background: #FAF8F5; color: #22302E; }
            button { font: inherit; display: block; width: 100%; min-height: 44px; text-align: left; padding: .75rem 1rem; margin: 0 0 .75rem; border: 1px solid #51615E; border-radius: 10px; background: #FFF; color: inherit; cursor: pointer; }
            strong { display: block; }
            :focus-visible { outline: 3px solid #1F6F6B; outline-offset: 2px; }
            @media (prefers-color-scheme: dark) { body { background: #12191A; color: #E8ECEA; } button { background: #1B2526; border-color: #A9B8B4; } :focus-visible { outline-color: #7CC7BF; } }
            """;

    private SignInPage() {}

    static void send(HttpServerResponse response, MultiMap asked) {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title>Who would you like to be?</title><style>" + STYLE + "</style></head><body><main>"
                + "<h1>Who would you like to be?</h1><p>This is a development stack, and all of them are made up.</p>"
                + "<form method=\"post\" action=\"" + SignIn.PATH + "/choose\">");
        PASSED_ON.forEach(name -> page.append("<input type=\"hidden\" name=\"")
                .append(name)
                .append("\" value=\"")
                .append(escaped(asked.get(name)))
                .append("\">"));
        for (var persona : Persona.values()) {
            page.append("<button name=\"persona\" value=\"")
                    .append(persona.name())
                    .append("\"><strong>")
                    .append(persona.title())
                    .append("</strong>")
                    .append(persona.description())
                    .append("</button>");
        }
        response.putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'sha256-" + hash(STYLE)
                                + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(page.append("</form></main></body></html>").toString());
    }

    private static String escaped(@Nullable String text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
