package org.paschima.contract.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Random;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonWriter;

/** The same JSON in other bytes, and bytes that are almost JSON. */
final class JsonMess {

    private static final byte[] LIKELY = "{}[]\",:0123456789.-+eE\\ tfnu\n/".getBytes(StandardCharsets.US_ASCII);

    private final Random random;

    JsonMess(Random random) {
        this.random = random;
    }

    /** The same value, with its fields in another order. */
    Json reordered(Json json) {
        return switch (json) {
            case Json.Obj(var fields) -> {
                var names = new ArrayList<>(fields.keySet());
                Collections.shuffle(names, random);
                var other = new LinkedHashMap<String, Json>();
                for (var name : names) {
                    other.put(name, reordered(fields.getOrDefault(name, Json.Null.VALUE)));
                }
                yield new Json.Obj(other);
            }
            case Json.Arr(var items) ->
                new Json.Arr(items.stream().map(this::reordered).toList());
            case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> json;
        };
    }

    /** The same value with blanks between its parts, as many programs write them. */
    byte[] spaced(Json json) {
        var text = new StringBuilder();
        boolean isInText = false;
        boolean isEscaped = false;
        for (char c : new String(JsonWriter.bytes(json), StandardCharsets.UTF_8).toCharArray()) {
            text.append(c);
            if (c == '"' && !isEscaped) {
                isInText = !isInText;
            }
            isEscaped = c == '\\' && !isEscaped;
            if (!isInText && "{}[],:\"".indexOf(c) >= 0) {
                text.append(" ".repeat(random.nextInt(3))).append(random.nextInt(20) == 0 ? "\r\n\t" : "");
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One to three bytes, or a stretch of them, are replaced, left out, or there twice. */
    byte[] damaged(byte[] bytes) {
        var damaged = bytes;
        for (int hits = 1 + random.nextInt(3); hits > 0 && damaged.length > 1; hits--) {
            int at = random.nextInt(damaged.length);
            int to = Math.min(damaged.length, at + 1 + (random.nextInt(3) == 0 ? random.nextInt(40) : 0));
            damaged = switch (random.nextInt(4)) {
                case 0 ->
                    joined(Arrays.copyOf(damaged, at), new byte[0], Arrays.copyOfRange(damaged, to, damaged.length));
                case 1 ->
                    joined(Arrays.copyOf(damaged, to), new byte[0], Arrays.copyOfRange(damaged, at, damaged.length));
                case 2 -> joined(Arrays.copyOf(damaged, at), one(), Arrays.copyOfRange(damaged, at, damaged.length));
                default ->
                    joined(Arrays.copyOf(damaged, at), one(), Arrays.copyOfRange(damaged, at + 1, damaged.length));
            };
        }
        return damaged;
    }

    private byte[] one() {
        return new byte[] {random.nextInt(4) == 0 ? (byte) random.nextInt(256) : LIKELY[random.nextInt(LIKELY.length)]};
    }

    private static byte[] joined(byte[] begin, byte[] middle, byte[] end) {
        var all = Arrays.copyOf(begin, begin.length + middle.length + end.length);
        System.arraycopy(middle, 0, all, begin.length, middle.length);
        System.arraycopy(end, 0, all, begin.length + middle.length, end.length);
        return all;
    }
}
