package org.paschima.contract.catalog;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;

/** The resource as maps, lists, strings, doubles and booleans. It holds no null: what is not there is left out. */
final class ResourceTree {

    private ResourceTree() {}

    static Map<String, Object> parse(String json) {
        try {
            if (JsonReader.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
                return object(object);
            }
        } catch (MalformedJsonException e) {
            throw new InvalidCatalogException(List.of(String.valueOf(e.getMessage())));
        }
        throw new InvalidCatalogException(List.of("it must be a JSON object"));
    }

    private static Map<String, Object> object(Json.Obj object) {
        var fields = new LinkedHashMap<String, Object>();
        object.fields().forEach((name, field) -> fields.put(name, value(name, field)));
        return fields;
    }

    private static Object value(String name, Json json) {
        return switch (json) {
            case Json.Obj object -> object(object);
            case Json.Arr(var items) ->
                items.stream().map(item -> value(name, item)).toList();
            case Json.Str(var text) -> text;
            case Json.Num(var number) -> number;
            case Json.Bool(var flag) -> flag;
            case Json.Null _ ->
                throw new InvalidCatalogException(List.of(name + ": leave out what is not there, instead of null"));
        };
    }
}
