package org.paschima.notify.busy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a calendar (RFC 5545 §3.1): a name, parameters, and the rest. Names are told in capitals, whatever they came in. */
record ContentLine(String name, Map<String, String> parameters, String value) {

    ContentLine {
        parameters = Map.copyOf(parameters);
    }

    @Nullable
    String parameter(String named) {
        return parameters.get(named);
    }

    /** Empty where it is none. */
    static Optional<ContentLine> of(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) != ':' && line.charAt(at) != ';') {
            at++;
        }
        if (at == 0 || at == line.length()) {
            return Optional.empty();
        }
        var name = capitals(line.substring(0, at));
        var parameters = new HashMap<String, String>();
        while (line.charAt(at) == ';') {
            int end = endOfParameter(line, at + 1);
            if (end == line.length()) {
                return Optional.empty();
            }
            var parameter = line.substring(at + 1, end);
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        capitals(parameter.substring(0, equals)),
                        parameter.substring(equals + 1).replace("\"", ""));
            }
            at = end;
        }
        return Optional.of(
                new ContentLine(name, parameters, line.substring(at + 1).strip()));
    }

    /** Within quotes no sign ends anything. */
    private static int endOfParameter(String line, int from) {
        boolean isQuoted = false;
        int at = from;
        while (at < line.length() && (isQuoted || (line.charAt(at) != ';' && line.charAt(at) != ':'))) {
            isQuoted ^= line.charAt(at) == '"';
            at++;
        }
        return at;
    }

    private static String capitals(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
