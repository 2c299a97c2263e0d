package org.paschima.localstack;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command: {@code --name value} or {@code --flag}. What is not known is refused. */
final class Options {

    private final Map<String, String> values = new HashMap<>();

    Options(List<String> arguments, Set<String> known, Set<String> flags) {
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var name = argument.startsWith("--") ? argument.substring(2) : "";
            if (flags.contains(name)) {
                values.put(name, "true");
            } else if (!known.contains(name)) {
                throw new UsageException("\"" + argument + "\" is not an option of this command; see --help");
            } else if (i + 1 == arguments.size()) {
                throw new UsageException(argument + " needs a value");
            } else {
                values.put(name, arguments.get(++i));
            }
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    String required(String name) {
        return find(name).orElseThrow(() -> new UsageException("--" + name + " is required"));
    }

    int port(String name, int fallback) {
        return find(name).map(text -> parsePort(name, text)).orElse(fallback);
    }

    private static int parsePort(String name, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new UsageException("--" + name + " must be a port, 0 to 65535 (0: any free one)");
    }

    /** {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d} or ISO-8601. */
    Duration duration(String name, Duration fallback) {
        return find(name).map(text -> parseDuration(name, text)).orElse(fallback);
    }

    private static Duration parseDuration(String name, String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        try {
            var duration = upper.startsWith("P")
                    ? Duration.parse(upper)
                    : Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // said below
        }
        throw new UsageException("--" + name + " must be a duration above zero, as 90s, 30m, 12h, 7d or PT12H");
    }
}
