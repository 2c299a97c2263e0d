package org.paschima.insight.http;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Identifiers;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.Problem.Fault;
import org.paschima.http.ProblemType;

/** The JSON object that a request carries, read with every fault listed. */
final class JsonBody {

    private static final String KEY_HEADER = "Idempotency-Key";

    private JsonBody() {}

    /** Reads it; no body at all is an object without fields. {@code reader} returns null exactly when it noted a problem. */
    static <T> T read(Call call, BiFunction<Fields, Problems, @Nullable T> reader) {
        var problems = new Problems();
        var value = reader.apply(new Fields(object(call), "", problems, Strictness.REQUEST), problems);
        if (value == null) {
            throw Problem.validation(problems.list().stream()
                            .map(each -> Fault.pointer(each.pointer(), each.code(), each.detail()))
                            .toList())
                    .asException();
        }
        return value;
    }

    private static Json.Obj object(Call call) {
        try {
            var bytes = call.body().length() == 0
                    ? new byte[] {'{', '}'}
                    : call.body().getBytes();
            if (JsonReader.read(bytes) instanceof Json.Obj object) {
                return object;
            }
            throw Problem.validation(List.of(Fault.pointer("", "TYPE", "the body must be an object")))
                    .asException();
        } catch (MalformedJsonException e) {
            throw Problem.of(ProblemType.MALFORMED, String.valueOf(e.getMessage()))
                    .asException();
        }
    }

    /** The Idempotency-Key, its quotes stripped. */
    static Optional<String> idempotencyKey(Call call) {
        var key = call.header(KEY_HEADER).map(String::strip).map(JsonBody::unquoted);
        if (key.isPresent() && !Identifiers.isIdentifier(key.get())) {
            throw Problem.validation(List.of(Fault.header(
                            KEY_HEADER, "FORMAT", "must be 1 to 64 of A-Z a-z 0-9 . _ -, with or without quotes")))
                    .asException();
        }
        return key;
    }

    private static String unquoted(String key) {
        return key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
    }
}
