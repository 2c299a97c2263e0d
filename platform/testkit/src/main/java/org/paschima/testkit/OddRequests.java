package org.paschima.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Requests such as nobody means, for every operation that an OpenAPI document describes: each parameter in turn has values
 * that are odd, too great, forged or of another form, while the others are as they should be; and bodies are the examples
 * with one value of them replaced. The same seed makes the same requests.
 */
public final class OddRequests {

    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    /**
     * One of them.
     *
     * @param path with its query, percent-encoded
     * @param body empty where there is none
     */
    public record Odd(String method, String path, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return method + " " + path + " " + headers + " " + body;
        }
    }

    private final OddValues odd;
    private final OddBodies bodies;
    private final Document api;
    private final Map<String, String> good;
    private final List<Odd> requests = new ArrayList<>();

    private OddRequests(String openApi, Map<String, String> good, long seed) {
        var random = new Random(seed);
        this.odd = new OddValues(random);
        this.bodies = new OddBodies(random);
        this.api = Document.parse(openApi);
        this.good = good;
    }

    /**
     * Those of a document.
     *
     * @param good a value for each parameter that needs one, by its name
     */
    public static List<Odd> of(String openApi, Map<String, String> good, long seed) {
        var odd = new OddRequests(openApi, good, seed);
        odd.make();
        return List.copyOf(odd.requests);
    }

    private void make() {
        for (var path : api.get("paths", Document.class).entrySet()) {
            var operations = (Document) path.getValue();
            for (var method : METHODS) {
                if (operations.get(method) instanceof Document operation) {
                    var parameters = new ArrayList<>(parameters(operations));
                    parameters.addAll(parameters(operation));
                    make(method, path.getKey(), operation, parameters);
                }
            }
        }
    }

    private List<Document> parameters(Document holder) {
        return holder.getList("parameters", Document.class, List.of()).stream()
                .map(this::resolved)
                .toList();
    }

    private Document resolved(Document parameter) {
        var reference = parameter.getString("$ref");
        return reference == null
                ? parameter
                : api.get("components", Document.class)
                        .get("parameters", Document.class)
                        .get(reference.substring(reference.lastIndexOf('/') + 1), Document.class);
    }

    private void make(String method, String path, Document operation, List<Document> parameters) {
        var example = example(operation);
        for (var parameter : parameters) {
            for (var value : odd.ofParameters()) {
                requests.add(request(method, path, parameters, parameter.getString("name"), value, example));
            }
        }
        if (example != null) {
            for (int i = 0; i < 40; i++) {
                requests.add(request(method, path, parameters, "", "", bodies.mutated(example)));
            }
        }
    }

    private Odd request(
            String method,
            String path,
            List<Document> parameters,
            String oddName,
            String oddValue,
            @Nullable Object body) {
        var filled = path;
        var query = new ArrayList<String>();
        var headers = new LinkedHashMap<String, String>();
        for (var parameter : parameters) {
            var name = parameter.getString("name");
            boolean isOdd = name.equals(oddName);
            var value = isOdd ? oddValue : good.get(name);
            switch (parameter.getString("in")) {
                case "path" -> filled = filled.replace("{" + name + "}", encoded(value == null ? "x-1" : value));
                case "query" -> {
                    if (value != null) {
                        query.add(name + "=" + encoded(value));
                    }
                }
                default -> {
                    if (value != null && value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                        headers.put(name, value);
                    }
                }
            }
        }
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        return new Odd(
                method.toUpperCase(Locale.ROOT),
                query.isEmpty() ? filled : filled + "?" + String.join("&", query),
                headers,
                body == null ? "" : OddBodies.json(body));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    // --- bodies

    private static @Nullable Object example(Document operation) {
        if (operation.get("requestBody") instanceof Document body
                && body.get("content") instanceof Document content
                && content.get("application/json") instanceof Document type) {
            var example = type.get("example");
            if (example == null
                    && type.get("examples") instanceof Document examples
                    && !examples.isEmpty()
                    && examples.values().iterator().next() instanceof Document first) {
                example = first.get("value");
            }
            return example == null ? new Document() : example;
        }
        return null;
    }
}
