package org.paschima.contract.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resource as maps, lists, strings, doubles and booleans. It holds no null: what is not there is left out. */
final class ResourceTree {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ResourceTree() {}

    static Map<String, Object> parse(String json) {
        try (var parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidCatalogException(List.of("it must be a JSON object"));
            }
            var object = object(parser);
            if (parser.nextToken() != null) {
                throw new InvalidCatalogException(List.of("something follows the JSON object"));
            }
            return object;
        } catch (IOException e) {
            throw new InvalidCatalogException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            fields.put(field, value(parser));
        }
        return fields;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                var items = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default ->
                throw new InvalidCatalogException(List.of("line "
                        + parser.currentLocation().getLineNr() + ": leave out what is not there, instead of null"));
        };
    }
}
