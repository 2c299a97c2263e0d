package org.paschima.session.domain;

import java.util.List;
import org.paschima.contract.json.FieldProblem;

/** What came of reading a body. A body that is not right is an answer, not a failure. */
public sealed interface Parsed<T> {

    record Read<T>(T value) implements Parsed<T> {}

    /** JSON, but with values that are not allowed: all of them are listed. */
    record Invalid<T>(List<FieldProblem> problems) implements Parsed<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** Not the JSON that is expected here; nothing of it was used. */
    record Malformed<T>(String why) implements Parsed<T> {}
}
