package org.paschima.session.http;

import java.util.List;
import org.paschima.contract.json.FieldProblem;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.session.domain.Parsed;

/** What is wrong with a body, as problem documents. */
final class Faults {

    private Faults() {}

    /** The value that was read; else a problem is thrown. */
    static <T> T valueOf(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Read<T>(var value) -> value;
            case Parsed.Invalid<T>(var problems) -> throw invalid(problems).asException();
            case Parsed.Malformed<T>(var why) -> throw malformed(why).asException();
        };
    }

    static Problem invalid(List<FieldProblem> problems) {
        return Problem.validation(problems.stream()
                .map(each -> Problem.Fault.pointer(each.pointer(), each.code(), each.detail()))
                .toList());
    }

    static Problem malformed(String why) {
        return Problem.of(ProblemType.MALFORMED, why);
    }

    static Problem parameter(String name, String code, String detail) {
        return Problem.validation(List.of(Problem.Fault.parameter(name, code, detail)));
    }

    static Problem header(String name, String code, String detail) {
        return Problem.validation(List.of(Problem.Fault.header(name, code, detail)));
    }
}
