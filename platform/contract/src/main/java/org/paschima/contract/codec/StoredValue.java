package org.paschima.contract.codec;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/** A value without its headers, as stores keep it. What cannot be read is said, and never taken for nothing. */
final class StoredValue {

    private StoredValue() {}

    static <T> T read(byte[] stored, BiFunction<Fields, Problems, @Nullable T> reader) {
        try {
            if (!(JsonReader.read(stored) instanceof Json.Obj object)) {
                throw new UnreadableException("what is stored is not a JSON object");
            }
            var problems = new Problems();
            var value = reader.apply(new Fields(object, "", problems, Strictness.LOG), problems);
            if (value == null) {
                throw new UnreadableException("what is stored cannot be read" + where(problems));
            }
            return value;
        } catch (MalformedJsonException e) {
            throw new UnreadableException("what is stored is not JSON: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(
                    "what is stored is invalid: " + e.getClass().getSimpleName());
        }
    }

    private static String where(Problems problems) {
        if (problems.isEmpty()) {
            return "";
        }
        var first = problems.list().getFirst();
        return ": " + first.pointer() + " " + first.code();
    }
}
