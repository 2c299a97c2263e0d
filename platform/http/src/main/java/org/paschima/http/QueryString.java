package org.paschima.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, decoded once; a query that is not well formed is a problem. */
final class QueryString {
    private static final int MOST_PARAMETERS = 1_000;

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private QueryString() {}

    static QueryString parse(@Nullable String query) {
        var parsed = new QueryString();
        if (query == null || query.isEmpty()) {
            return parsed;
        }
        int count = 0;
        for (int from = 0; from <= query.length(); ) {
            int to = query.indexOf('&', from);
            to = to < 0 ? query.length() : to;
            if (to > from) {
                if (++count > MOST_PARAMETERS) {
                    throw malformed("the query has too many parameters");
                }
                parsed.add(query.substring(from, to));
            }
            from = to + 1;
        }
        return parsed;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        var name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        var value = Percent.decode(equals < 0 ? "" : pair.substring(equals + 1), true);
        if (name == null || value == null) {
            throw malformed("the query is not well-formed percent-encoded UTF-8");
        }
        values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
    }

    Optional<String> single(String name) {
        var all = all(name);
        if (all.size() > 1) {
            var fault = Problem.Fault.parameter(name, "REPEATED", "must be given once");
            throw Problem.validation(List.of(fault)).asException();
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED, detail).asException();
    }
}
