package org.paschima.contract.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON: whole numbers without a fraction, fields in the order given, the same value always to the same bytes. */
public final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /** What is written to the generator it gets. */
    @FunctionalInterface
    public interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The bytes (UTF-8) of what {@code body} writes. */
    public static byte[] bytes(Body body) {
        var out = new ByteArrayOutputStream(512);
        try (var json = FACTORY.createGenerator(out)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
        return out.toByteArray();
    }

    public static byte[] bytes(Json value) {
        return bytes(json -> write(json, value));
    }

    public static void write(JsonGenerator json, Json value) throws IOException {
        switch (value) {
            case Json.Obj(var fields) -> {
                json.writeStartObject();
                for (var field : fields.entrySet()) {
                    json.writeFieldName(field.getKey());
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case Json.Arr(var items) -> {
                json.writeStartArray();
                for (var item : items) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Json.Str(var text) -> json.writeString(text);
            case Json.Num(var number) -> number(json, number);
            case Json.Bool(var bool) -> json.writeBoolean(bool);
            case Json.Null _ -> json.writeNull();
        }
    }

    /** Writes 5 for 5.0 and 46.5 for 46.5. */
    public static void number(JsonGenerator json, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) <= Json.MAX_SAFE_INTEGER) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
