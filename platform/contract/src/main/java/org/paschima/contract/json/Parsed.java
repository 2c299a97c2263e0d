package org.paschima.contract.json;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What came of reading a JSON object that somebody sent. One that is not right is an answer, not a failure. */
public sealed interface Parsed<T> {

    record Read<T>(T value) implements Parsed<T> {}

    /** JSON, but with values that are not allowed: all of them are listed. */
    record Invalid<T>(List<FieldProblem> problems) implements Parsed<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** Not JSON; nothing of it was used. */
    record Malformed<T>(String why) implements Parsed<T> {}

    /** Reads an object strictly. What {@code reader} returns counts only if it noted no problem. */
    static <T> Parsed<T> fields(byte[] json, BiFunction<Fields, Problems, @Nullable T> reader) {
        return object(
                json,
                (object, problems) -> reader.apply(new Fields(object, "", problems, Strictness.REQUEST), problems));
    }

    /** The same for a reader that looks at the object first, to say where its fields are. */
    static <T> Parsed<T> object(byte[] json, BiFunction<Json.Obj, Problems, @Nullable T> reader) {
        try {
            return object(JsonReader.read(json), reader);
        } catch (MalformedJsonException e) {
            return new Malformed<>(String.valueOf(e.getMessage()));
        }
    }

    /** The same of JSON that is read already. */
    static <T> Parsed<T> object(Json json, BiFunction<Json.Obj, Problems, @Nullable T> reader) {
        if (!(json instanceof Json.Obj object)) {
            return new Invalid<>(
                    List.of(new FieldProblem("", "TYPE", "a JSON object is expected, not a JSON " + json.typeName())));
        }
        var problems = new Problems();
        var value = reader.apply(object, problems);
        return value == null || !problems.isEmpty() ? new Invalid<>(problems.list()) : new Read<>(value);
    }
}
