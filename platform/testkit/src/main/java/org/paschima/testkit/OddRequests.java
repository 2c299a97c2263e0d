package org.paschima.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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

    private static final List<String> ODD = List.of(
            "",
            " ",
            "+",
            "%",
            "%zz",
            "\u0000",
            "\u202e",
            "\ud83d\udca5",
            "\u0663",
            "0",
            "-0",
            "-1",
            "+1",
            "1.5",
            "1e309",
            "NaN",
            "0x10",
            "1_000",
            "2147483647",
            "2147483648",
            "9007199254740991",
            "9223372036854775807",
            "9223372036854775808",
            "null",
            "true",
            "[]",
            "{}",
            "{\"$gt\": \"\"}",
            "'\"<",
            "../../etc/passwd",
            "..",
            "a".repeat(3_000),
            "0000-01-01",
            "0001-01-01",
            "1999-12-30",
            "1999-12-31",
            "2026-02-30",
            "9999-12-30",
            "9999-12-31",
            "10000-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "0000-01-01T00:00:00Z",
            "0000-01-01T00:00:00+18:00",
            "1999-12-31T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2026-03-02T18:00:00",
            "9999-12-31T23:59:59.999999999-18:00",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "0:0",
            "0:-1",
            "0:-2",
            ":",
            "app:r-1",
            "a:b:c",
            "0:999999999999999999",
            "0:9223372036854775807",
            "999999999:1",
            "2147483648:1");

    /** What cursors of any kind may be made of. */
    private static final List<String> PIECES = List.of(
            "",
            "x",
            "-1",
            "0",
            "9223372036854775807",
            "2026-03-02",
            "9999-12-31",
            "+999999999-12-31",
            "1970-01-01T00:00:00Z",
            "+292278994-08-17T07:12:55.807Z",
            "+292278994-08-17T07:12:55.808Z",
            "-292275055-05-16T16:47:04.192Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "\u0000");

    private static final List<String> SEPARATORS = List.of("|", "/", ":", " ", ",", "\n", "");

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

    private final Random random;
    private final Document api;
    private final Map<String, String> good;
    private final List<Odd> requests = new ArrayList<>();

    private OddRequests(String openApi, Map<String, String> good, long seed) {
        this.random = new Random(seed);
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
        for (var odd : parameters) {
            for (var value : values()) {
                requests.add(request(method, path, parameters, odd.getString("name"), value, example));
            }
        }
        if (example != null) {
            for (int i = 0; i < 40; i++) {
                requests.add(request(method, path, parameters, "", "", mutated(example)));
            }
        }
    }

    private List<String> values() {
        var values = new ArrayList<>(ODD);
        for (int i = 0; i < 16; i++) {
            var text = new StringBuilder(piece());
            for (int more = random.nextInt(3); more > 0; more--) {
                text.append(SEPARATORS.get(random.nextInt(SEPARATORS.size()))).append(piece());
            }
            values.add(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return values;
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
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
                body == null ? "" : json(body));
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

    /** The same with one value of it replaced, at any depth. */
    private Object mutated(@Nullable Object value) {
        if (value instanceof Document object && !object.isEmpty() && random.nextInt(10) > 0) {
            var copy = new Document(object);
            var names = List.copyOf(object.keySet());
            var name = names.get(random.nextInt(names.size()));
            copy.put(name, mutated(object.get(name)));
            return copy;
        }
        if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(10) > 0) {
            var copy = new ArrayList<Object>(list);
            int place = random.nextInt(list.size());
            copy.set(place, mutated(list.get(place)));
            return copy;
        }
        return switch (random.nextInt(6)) {
            case 0 -> new Raw("null");
            case 1 -> new Raw("1e308");
            case 2 -> new Raw("-9223372036854775809");
            case 3 -> new ArrayList<Object>(List.of());
            case 4 -> new Document();
            default -> ODD.get(random.nextInt(ODD.size()));
        };
    }

    /** JSON as it is. */
    private record Raw(String json) {}

    private static String json(Object value) {
        return switch (value) {
            case Raw(var json) -> json;
            case String text -> quoted(text);
            case Document object -> {
                var fields = new ArrayList<String>();
                object.forEach((name, each) -> fields.add(quoted(name) + ":" + (each == null ? "null" : json(each))));
                yield "{" + String.join(",", fields) + "}";
            }
            case List<?> list -> {
                var items = new ArrayList<String>();
                list.forEach(each -> items.add(each == null ? "null" : json(each)));
                yield "[" + String.join(",", items) + "]";
            }
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
