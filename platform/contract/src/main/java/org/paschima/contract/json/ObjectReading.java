package org.paschima.contract.json;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON object while it is read: what is there, which of it was read, and where a fault of it is noted. */
abstract sealed class ObjectReading permits Fields {

    final Problems problems;
    final Strictness strictness;
    private final Json.Obj object;
    private final String pointer;
    private final Set<String> read = new HashSet<>();

    ObjectReading(Json.Obj object, String pointer, Problems problems, Strictness strictness) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
        this.strictness = strictness;
    }

    public final boolean isStrict() {
        return strictness == Strictness.REQUEST;
    }

    /** The JSON pointer of a field of this object. */
    public final String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public final boolean has(String name) {
        var value = object.fields().get(name);
        return value != null && !(value instanceof Json.Null);
    }

    /** Whether the field is there and is an array of nothing. */
    public final boolean isEmptyArray(String name) {
        return object.fields().get(name) instanceof Json.Arr(var items) && items.isEmpty();
    }

    /** Whether the field is there and says null, where that differs from being left out. */
    public final boolean isNull(String name) {
        return object.fields().get(name) instanceof Json.Null;
    }

    public final void problem(String name, String code, String detail) {
        problems.add(at(name), code, detail);
    }

    /** Notes something about a field that is taken all the same. */
    public final void warn(String name, String code, String detail) {
        problems.warn(at(name), code, detail);
    }

    /** Notes each of these fields that is missing. */
    public final void require(String... names) {
        for (var name : names) {
            read.add(name);
            if (!has(name)) {
                problem(name, "REQUIRED", name + " is required");
            }
        }
    }

    /** Takes a field as read without looking at it. */
    public final void skip(String name) {
        read.add(name);
    }

    /** In a request, notes every field that nobody read. */
    public final void end() {
        if (isStrict()) {
            for (var name : object.fields().keySet()) {
                if (!read.contains(name)) {
                    problem(name, "UNKNOWN_FIELD", "this field is not known here; check its spelling or leave it out");
                }
            }
        }
    }

    final @Nullable Json take(String name) {
        read.add(name);
        var value = object.fields().get(name);
        return value instanceof Json.Null ? null : value;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // always null, of whatever type is read
    final <T> @Nullable T wrongType(String name, String wanted, Json found) {
        return refuse(name, "TYPE", name + " must be " + wanted + ", not " + WrittenForms.articled(found));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // always null, of whatever type is read
    final <T> @Nullable T refuse(String name, String code, String detail) {
        problem(name, code, detail);
        return null;
    }
}
