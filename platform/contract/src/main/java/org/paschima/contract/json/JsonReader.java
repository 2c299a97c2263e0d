package org.paschima.contract.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * Reads one JSON value from bytes, within hard bounds: depth {@value #MAX_DEPTH}, numbers of {@value #MAX_NUMBER}
 * characters, strings of {@value #MAX_STRING}, no repeated field names, nothing after the value. Stateless.
 */
public final class JsonReader {

    static final int MAX_DEPTH = 16;
    static final int MAX_NUMBER = 40;
    static final int MAX_STRING = 8_192;
    private static final int MAX_NAME = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .build())
            // Field names come from outside: remembering them process-wide would be a leak.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonReader() {}

    /** The one value in these bytes (UTF-8). */
    public static Json read(byte[] bytes) throws MalformedJsonException {
        return read(bytes, 0, bytes.length);
    }

    /** The one value in {@code length} bytes from {@code offset} (UTF-8). */
    public static Json read(byte[] bytes, int offset, int length) throws MalformedJsonException {
        int mark = byteOrderMark(bytes, offset, length);
        var chars = decode(bytes, offset + mark, length - mark);
        try (JsonParser parser = FACTORY.createParser(chars.array(), chars.arrayOffset(), chars.remaining())) {
            var first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException("the body is empty; a JSON value is expected");
            }
            var value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("there is more after the JSON value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(describe(e));
        } catch (IOException e) {
            throw new MalformedJsonException(
                    "the JSON cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** The length of the mark that editors and spreadsheets put first; RFC 8259 §8.1 lets a reader pass over it. */
    private static int byteOrderMark(byte[] bytes, int offset, int length) {
        boolean isThere = length >= 3
                && bytes[offset] == (byte) 0xEF
                && bytes[offset + 1] == (byte) 0xBB
                && bytes[offset + 2] == (byte) 0xBF;
        return isThere ? 3 : 0;
    }

    /** Jackson would guess other encodings from the bytes, and lets overlong UTF-8 pass. */
    private static CharBuffer decode(byte[] bytes, int offset, int length) throws MalformedJsonException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        } catch (CharacterCodingException _) {
            throw new MalformedJsonException("the JSON is not UTF-8");
        }
    }

    private static Json value(JsonParser parser, JsonToken token) throws IOException, MalformedJsonException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Str(wellFormed(parser.getText(), parser));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> Json.Null.VALUE;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJsonException("the JSON is cut off");
        };
    }

    private static Json object(JsonParser parser) throws IOException, MalformedJsonException {
        var fields = new LinkedHashMap<String, Json>();
        while (next(parser) != JsonToken.END_OBJECT) {
            var name = wellFormed(parser.currentName(), parser);
            if (fields.containsKey(name)) { // Jackson can tell too, with a second set of names
                throw new MalformedJsonException("a field name is repeated at " + place(parser.currentLocation()));
            }
            fields.put(name, value(parser, next(parser)));
        }
        return new Json.Obj(new OwnedFields(fields));
    }

    private static Json array(JsonParser parser) throws IOException, MalformedJsonException {
        var items = new ArrayList<Json>();
        for (var token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
            items.add(value(parser, token));
        }
        return new Json.Arr(items);
    }

    private static JsonToken next(JsonParser parser) throws IOException, MalformedJsonException {
        var token = parser.nextToken();
        if (token == null) {
            throw new MalformedJsonException("the JSON is cut off");
        }
        return token;
    }

    private static Json number(JsonParser parser) throws IOException, MalformedJsonException {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new MalformedJsonException("a number is too large at " + place(parser.currentLocation()));
        }
        return new Json.Num(value);
    }

    /** A lone surrogate cannot be written back as UTF-8, so it is refused where it enters. */
    private static String wellFormed(String text, JsonParser parser) throws MalformedJsonException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    throw new MalformedJsonException(
                            "a string holds half a surrogate pair at " + place(parser.currentLocation()));
                }
            }
        }
        return text;
    }

    /** Jackson's own messages may quote the input; the place is all that leaves this class. */
    private static String describe(JsonProcessingException e) {
        var location = e.getLocation();
        var what = "the JSON is malformed, or exceeds a bound (depth " + MAX_DEPTH + ", string " + MAX_STRING + ")";
        return location == null ? what : what + " at " + place(location);
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
