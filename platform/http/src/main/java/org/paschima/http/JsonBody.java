package org.paschima.http;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.FieldProblem;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Parsed;
import org.paschima.contract.json.Problems;
import org.paschima.http.Problem.Fault;

/**
 * The JSON object that a request carries. Reading it ends the reading of the parameters and header fields as well: what is
 * wrong with any of them is refused in one answer that lists all of it.
 */
public final class JsonBody {

    private static final byte[] NO_FIELDS = {'{', '}'};

    private JsonBody() {}

    /** What {@code reader} makes of it; it returns null only where it noted what is wrong. */
    public static <T> T read(Call call, QueryParameters parameters, BiFunction<Fields, Problems, @Nullable T> reader) {
        return valueOf(Parsed.fields(call.body().getBytes(), reader), parameters);
    }

    /** The same where every field may be left out: then no body at all is an object without fields. */
    public static <T> T readIfAny(
            Call call, QueryParameters parameters, BiFunction<Fields, Problems, @Nullable T> reader) {
        var body = call.body().length() == 0 ? NO_FIELDS : call.body().getBytes();
        return valueOf(Parsed.fields(body, reader), parameters);
    }

    /** The value that was read, where the parameters are right too. */
    public static <T> T valueOf(Parsed<T> parsed, QueryParameters parameters) {
        return switch (parsed) {
            case Parsed.Read<T>(var value) -> {
                parameters.check();
                yield value;
            }
            case Parsed.Invalid<T>(var problems) -> throw parameters.refused(faults(problems));
            case Parsed.Malformed<T>(var why) -> throw malformed(why).asException();
        };
    }

    /** What is wrong with an object that is a part of a body, where the others go on. */
    public static Problem invalid(List<FieldProblem> problems) {
        return Problem.validation(faults(problems));
    }

    public static Problem malformed(String why) {
        return Problem.of(ProblemType.MALFORMED, why);
    }

    private static List<Fault> faults(List<FieldProblem> problems) {
        return problems.stream()
                .map(each -> Fault.pointer(each.pointer(), each.code(), each.detail()))
                .toList();
    }
}
