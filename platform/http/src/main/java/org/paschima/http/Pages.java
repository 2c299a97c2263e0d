package org.paschima.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists that are answered page by page: where a page ended is said in an opaque text, and the next one comes after it. */
public final class Pages {

    /** How many items an answer holds where nothing else is asked for. */
    public static final int DEFAULT_LIMIT = 100;

    /** How many it holds at most. */
    public static final int MOST = 1_000;

    private static final String AFTER = "after";

    /** What only the request at hand means: how fresh the next page is its own question. */
    private static final Set<String> OF_ONE_REQUEST = Set.of(AFTER, "minAsOf", "wait");

    private Pages() {}

    public static int limit(QueryParameters parameters) {
        return parameters.integer("limit", DEFAULT_LIMIT, 1, MOST);
    }

    /** Where the page before ended, as {@code parser} reads its plain text. */
    public static <T> Optional<T> after(QueryParameters parameters, Function<String, Optional<T>> parser) {
        return parameters.read(AFTER, opaque -> plain(opaque).flatMap(parser), "must be a next that a list gave");
    }

    private static Optional<String> plain(String opaque) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String opaque(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes where this page ended, if there is another. */
    public static void next(JsonGenerator json, Optional<String> next) throws IOException {
        if (next.isPresent()) {
            json.writeStringField("next", opaque(next.get()));
        }
    }

    /** The answer with a link to the next page, if there is one. */
    public static Answer.Json linked(Call call, Answer.Json answer, Optional<String> next) {
        return next.map(plain -> answer.header("Link", link(call, opaque(plain))))
                .orElse(answer);
    }

    /** The same request with another {@code after}, relative to the path, so that no proxy can make it wrong. */
    private static String link(Call call, String next) {
        var query = call.queryNames().stream()
                .filter(name -> !OF_ONE_REQUEST.contains(name))
                .flatMap(name -> call.queryAll(name).stream().map(value -> encoded(name) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return "<?" + (query.isEmpty() ? "" : query + "&") + AFTER + "=" + next + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
