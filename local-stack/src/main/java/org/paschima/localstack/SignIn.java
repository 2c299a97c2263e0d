package org.paschima.localstack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.JsonWriter;
import org.paschima.http.JsonFields;
import org.paschima.http.auth.DevelopmentTokens;

/**
 * Signs people in who are made up: authorization code with PKCE for the page of this stack and for nobody else. It asks who
 * one would like to be, and takes one's word for it, so it belongs on a developer's machine and nowhere else.
 */
final class SignIn {

    static final String PATH = "/sign-in";
    static final String CLIENT = "paschima-dashboard";

    private static final String DISCOVERY = "/.well-known/oauth-authorization-server" + PATH;
    private static final String COOKIE = "paschima-sign-in";
    private static final Duration TOKEN_HOLDS = Duration.ofMinutes(10);
    private static final int MOST_BODY = 8_000;
    private static final int MOST_STATE = 512;

    private final String origin;
    private final DevelopmentTokens tokens;
    private final Grants grants;

    /** Who a browser said to be, by its cookie, so that it is not asked again at each load; read and written on one loop. */
    private final Map<String, Persona> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Persona> eldest) {
            return size() > 100;
        }
    };

    SignIn(String origin, DevelopmentTokens tokens, InstantSource clock) {
        this.origin = origin;
        this.tokens = tokens;
        this.grants = new Grants(clock);
    }

    static boolean isFor(String path) {
        return path.equals(DISCOVERY) || path.startsWith(PATH + "/");
    }

    void handle(HttpServerRequest request) {
        request.response().putHeader("Cache-Control", "no-store");
        var asked = request.method() + " " + request.path();
        switch (asked) {
            case "GET " + DISCOVERY -> json(request.response(), 200, this::describe);
            case "GET " + PATH + "/authorize" -> authorize(request);
            case "POST " + PATH + "/choose" -> withForm(request, form -> choose(request, form));
            case "POST " + PATH + "/token" -> withForm(request, form -> token(request.response(), form));
            default -> request.response().setStatusCode(404).end("There is nothing here.");
        }
    }

    private void describe(JsonGenerator json) throws IOException {
        json.writeStringField("issuer", origin + PATH);
        json.writeStringField("authorization_endpoint", origin + PATH + "/authorize");
        json.writeStringField("token_endpoint", origin + PATH + "/token");
        json.writeBooleanField("authorization_response_iss_parameter_supported", true);
        for (var list : Map.of(
                        "response_types_supported", "code",
                        "code_challenge_methods_supported", "S256",
                        "token_endpoint_auth_methods_supported", "none")
                .entrySet()) {
            json.writeArrayFieldStart(list.getKey());
            json.writeString(list.getValue());
            json.writeEndArray();
        }
    }

    private static void withForm(HttpServerRequest request, Consumer<MultiMap> handler) {
        request.setExpectMultipart(true);
        var length = request.getHeader("Content-Length");
        if (length == null || !length.matches("\\d{1,4}") || Integer.parseInt(length) > MOST_BODY) {
            request.response().setStatusCode(413).end("A form of at most " + MOST_BODY + " bytes is read here.");
            return;
        }
        request.endHandler(_ -> handler.accept(request.formAttributes()));
    }

    // --- who is it

    private void authorize(HttpServerRequest request) {
        var asked = request.params();
        var fault = fault(asked);
        if (fault.isPresent()) {
            refuse(request.response(), fault.get());
            return;
        }
        var known = Optional.ofNullable(request.getCookie(COOKIE)).map(cookie -> remembered.get(cookie.getValue()));
        if ("none".equals(asked.get("prompt"))) {
            if (known.isPresent()) {
                backWithCode(request.response(), asked, known.get());
            } else {
                back(request.response(), asked, Map.of("error", "login_required"));
            }
        } else {
            SignInPage.send(request.response(), asked);
        }
    }

    /** A way back that is not the page's is never taken: there is no answer but to say so here. */
    private Optional<String> fault(MultiMap asked) {
        if (!CLIENT.equals(asked.get("client_id"))) {
            return Optional.of("client_id must be " + CLIENT);
        }
        if (!redirect().equals(asked.get("redirect_uri"))) {
            return Optional.of("redirect_uri must be " + redirect());
        }
        if (!"code".equals(asked.get("response_type")) || !"S256".equals(asked.get("code_challenge_method"))) {
            return Optional.of("response_type must be code, and code_challenge_method S256");
        }
        var challenge = asked.get("code_challenge");
        if (challenge == null || !challenge.matches("[A-Za-z0-9_-]{43}")) {
            return Optional.of("code_challenge must be the S256 challenge of RFC 7636");
        }
        var state = asked.get("state");
        return state == null || state.isEmpty() || state.length() > MOST_STATE
                ? Optional.of("state must be there, of at most " + MOST_STATE + " characters")
                : Optional.empty();
    }

    private String redirect() {
        return origin + "/";
    }

    private void choose(HttpServerRequest request, MultiMap form) {
        var fault = fault(form);
        var persona = Persona.named(String.valueOf(form.get("persona")));
        if (fault.isPresent() || persona.isEmpty()) {
            refuse(request.response(), fault.orElse("persona must be one of the page's"));
            return;
        }
        var cookie = grants.fresh();
        remembered.put(cookie, persona.get());
        request.response()
                .putHeader("Set-Cookie", COOKIE + "=" + cookie + "; Path=" + PATH + "; HttpOnly; SameSite=Lax");
        backWithCode(request.response(), form, persona.get());
    }

    private void backWithCode(HttpServerResponse response, MultiMap asked, Persona persona) {
        back(
                response,
                asked,
                Map.of("code", grants.code(persona, String.valueOf(asked.get("code_challenge")), redirect())));
    }

    private void back(HttpServerResponse response, MultiMap asked, Map<String, String> answer) {
        var query = new StringBuilder("state=" + encoded(asked.get("state")) + "&iss=" + encoded(origin + PATH));
        answer.forEach(
                (name, value) -> query.append('&').append(name).append('=').append(encoded(value)));
        response.setStatusCode(303)
                .putHeader("Location", redirect() + "?" + query)
                .end();
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    private static void refuse(HttpServerResponse response, String fault) {
        response.setStatusCode(400)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("This sign-in is for the page of this stack: " + fault + ".");
    }

    // --- tokens

    private void token(HttpServerResponse response, MultiMap form) {
        var redeemed = !CLIENT.equals(form.get("client_id"))
                ? Optional.<Grants.Redeemed>empty()
                : switch (String.valueOf(form.get("grant_type"))) {
                    case "authorization_code" ->
                        grants.redeem(
                                String.valueOf(form.get("code")),
                                String.valueOf(form.get("code_verifier")),
                                String.valueOf(form.get("redirect_uri")));
                    case "refresh_token" -> grants.renew(String.valueOf(form.get("refresh_token")));
                    default -> Optional.<Grants.Redeemed>empty();
                };
        if (redeemed.isEmpty()) {
            json(response, 400, json -> json.writeStringField("error", "invalid_grant"));
            return;
        }
        var persona = redeemed.get().persona();
        var access = tokens.forMember(SampleStudio.TENANT, persona.member(), persona.scopes(), TOKEN_HOLDS);
        json(response, 200, json -> {
            json.writeStringField("access_token", access);
            json.writeStringField("token_type", "Bearer");
            json.writeNumberField("expires_in", TOKEN_HOLDS.toSeconds());
            json.writeStringField("refresh_token", redeemed.get().renewal());
            json.writeStringField("scope", String.join(" ", persona.scopes()));
        });
    }

    private static void json(HttpServerResponse response, int status, JsonFields fields) {
        var body = JsonWriter.bytes(json -> {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        });
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(body));
    }
}
