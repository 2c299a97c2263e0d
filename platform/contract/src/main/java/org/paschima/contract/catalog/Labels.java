package org.paschima.contract.catalog;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.paschima.contract.Language;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.MalformedJsonException;

/**
 * What the entries of the first catalogue are called in a language, with the advice on practices. The catalogue itself is
 * English; a translation has a text for each text of it, and for nothing else.
 *
 * <p>A text is named by its list, the id of its entry, and of advice by its place, as {@code practices.savasana.advice.1}.
 */
public final class Labels {

    private final Map<String, String> texts;
    private final String json;

    private Labels(Map<String, String> texts, String json) {
        this.texts = texts;
        this.json = json;
    }

    public static Labels in(Language language) {
        return switch (language) {
            case EN -> English.LABELS;
            case DE -> German.LABELS;
        };
    }

    /** The label of an entry of a list, such as {@code regions}. */
    public String of(String list, String id) {
        var text = texts.get(list + "." + id);
        if (text == null) {
            throw new IllegalArgumentException("there is no " + id + " among " + list);
        }
        return text;
    }

    /** The whole catalogue with these labels; all else is the same in every language. */
    public String json() {
        return json;
    }

    private static final class English {
        static final Labels LABELS = english();

        private static Labels english() {
            var texts = new TreeMap<String, String>();
            var json = Catalog.v1().json();
            translated(json, (name, text) -> {
                texts.put(name, text);
                return text;
            });
            return new Labels(texts, json);
        }
    }

    private static final class German {
        static final Labels LABELS = translated(Language.DE);
    }

    private static Labels translated(Language language) {
        var read = new Properties();
        var resource = "labels_" + language.tag() + ".properties";
        try (var in = Objects.requireNonNull(Labels.class.getResourceAsStream(resource), resource)) {
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new TreeMap<String, String>();
        read.stringPropertyNames().forEach(name -> texts.put(name, read.getProperty(name)));
        if (!texts.keySet().equals(English.LABELS.texts.keySet())) {
            throw new InvalidCatalogException(List.of(resource + " has not the texts of the catalogue: "
                    + notInBoth(texts.keySet(), English.LABELS.texts.keySet())));
        }
        return new Labels(texts, translated(English.LABELS.json, (name, _) -> Objects.requireNonNull(texts.get(name))));
    }

    private static List<String> notInBoth(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        all.removeIf(name -> one.contains(name) && other.contains(name));
        return List.copyOf(all);
    }

    // --- the texts of the resource, in their places

    /** The catalogue with each text replaced by what is said for its name. */
    private static String translated(String json, BinaryOperator<String> said) {
        try {
            var root = (Json.Obj) JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
            var lists = new LinkedHashMap<String, Json>();
            root.fields()
                    .forEach((list, value) -> lists.put(
                            list,
                            value instanceof Json.Arr(var entries)
                                    ? new Json.Arr(entries.stream()
                                            .map(entry -> entry((Json.Obj) entry, list, said))
                                            .toList())
                                    : value));
            return new String(JsonWriter.bytes(new Json.Obj(lists)), StandardCharsets.UTF_8);
        } catch (MalformedJsonException e) {
            throw new InvalidCatalogException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Json entry(Json.Obj entry, String list, BinaryOperator<String> said) {
        var id = entry.fields().containsKey("id")
                ? entry.fields().get("id")
                : entry.fields().get("code");
        var name = list + "." + ((Json.Str) Objects.requireNonNull(id)).value();
        var fields = new LinkedHashMap<String, Json>();
        entry.fields()
                .forEach((field, value) -> fields.put(
                        field,
                        switch (field) {
                            case "label" -> new Json.Str(said.apply(name, ((Json.Str) value).value()));
                            case "advice" -> advice((Json.Arr) value, name, said);
                            default -> value;
                        }));
        return new Json.Obj(fields);
    }

    private static Json advice(Json.Arr advice, String name, BinaryOperator<String> said) {
        var texts = new ArrayList<Json>();
        for (var each : advice.items()) {
            texts.add(new Json.Str(said.apply(name + ".advice." + (texts.size() + 1), ((Json.Str) each).value())));
        }
        return new Json.Arr(texts);
    }
}
