package org.paschima.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.Rfc3339;

/** How answers write numbers, dates and texts; what is not there is null, and the field is there all the same. */
public final class AnswerJson {

    private AnswerJson() {}

    /** 5 for 5.0, and 46.5 for 46.5. */
    public static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        JsonWriter.number(json, value);
    }

    public static void number(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            number(json, name, value.doubleValue());
        }
    }

    public static void number(JsonGenerator json, String name, Optional<Double> value) throws IOException {
        number(json, name, value.orElse(null));
    }

    public static void whole(JsonGenerator json, String name, @Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    public static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    public static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        text(json, name, value.orElse(null));
    }

    public static void date(JsonGenerator json, String name, LocalDate value) throws IOException {
        json.writeStringField(name, value.toString());
    }

    /** The first and the last day of a range. */
    public static void days(JsonGenerator json, LocalDate from, LocalDate to) throws IOException {
        date(json, "from", from);
        date(json, "to", to);
    }

    /** RFC 3339, in UTC. */
    public static void instant(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
        text(json, name, value == null ? null : Rfc3339.format(value.atOffset(ZoneOffset.UTC)));
    }

    public static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    public static void nulls(JsonGenerator json, String... names) throws IOException {
        for (var name : names) {
            json.writeNullField(name);
        }
    }

    /** A list of values that are stored as JSON, as they are stored. */
    public static void stored(JsonGenerator json, String name, List<byte[]> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeRawValue(new String(value, StandardCharsets.UTF_8));
        }
        json.writeEndArray();
    }
}
