package org.paschima.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Bodies that are an example but for one value, and how they are written. */
final class OddBodies {

    private final Random random;

    OddBodies(Random random) {
        this.random = random;
    }

    /** The same with one value of it replaced, at any depth. */
    Object mutated(@Nullable Object value) {
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
            default -> OddValues.ALONE.get(random.nextInt(OddValues.ALONE.size()));
        };
    }

    /** JSON as it is. */
    private record Raw(String json) {}

    static String json(Object value) {
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
