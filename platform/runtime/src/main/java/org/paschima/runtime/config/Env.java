package org.paschima.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The environment a service is configured from: every read names its setting, its default and what it is for.
 *
 * <p>A value that cannot be used is noted and its default returned, so that all problems are found in one go; {@link
 * #check()} then refuses them together. Messages never repeat a value, which may be a secret. Confined to one thread.
 */
public final class Env {
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();

    private record Setting(String name, String fallback, String description) {}

    public Env(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public String string(String name, String fallback, String description) {
        return read(name, fallback, Function.identity(), description);
    }

    /** A text without a default: absent is a problem. */
    public String required(String name, String description) {
        note(name, "(required)", description);
        return find(name).orElseGet(() -> {
            problem(name, "is required");
            return "";
        });
    }

    /** A text that may be absent. */
    public Optional<String> optional(String name, String description) {
        note(name, "", description);
        return find(name);
    }

    public int integer(String name, int fallback, int least, int most, String description) {
        return read(
                name,
                fallback,
                text -> {
                    try {
                        int value = Integer.parseInt(text);
                        if (value >= least && value <= most) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(integerFrom(least, most), e);
                    }
                    throw new IllegalArgumentException(integerFrom(least, most));
                },
                description);
    }

    /** A port to listen on; 0 lets the system choose. */
    public int port(String name, int fallback, String description) {
        return integer(name, fallback, 0, 65_535, description);
    }

    /** An ISO-8601 duration such as {@code PT5S}, not negative. */
    public Duration duration(String name, Duration fallback, String description) {
        return read(
                name,
                fallback,
                text -> {
                    try {
                        var value = Duration.parse(text);
                        if (!value.isNegative()) {
                            return value;
                        }
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException("must be an ISO-8601 duration such as PT5S", e);
                    }
                    throw new IllegalArgumentException("must not be negative");
                },
                description);
    }

    public boolean flag(String name, boolean fallback, String description) {
        return read(
                name,
                fallback,
                text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("must be true or false");
                },
                description);
    }

    /** An absolute URI. */
    public URI uri(String name, String fallback, String description) {
        return read(name, URI.create(fallback), Env::absoluteUri, description);
    }

    public Optional<URI> optionalUri(String name, String description) {
        return readOptional(name, Env::absoluteUri, description);
    }

    /** Values separated by commas; blanks around them are dropped, and empty ones. */
    public List<String> list(String name, List<String> fallback, String description) {
        note(name, String.join(",", fallback), description);
        return find(name)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(fallback);
    }

    /** One of the constants of a closed set, written as its name in lower case with hyphens. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E fallback, String description) {
        var names = Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Env::written, Function.identity()));
        note(name, written(fallback), description);
        var found = find(name);
        if (found.isEmpty()) {
            return fallback;
        }
        var value = names.get(found.get());
        if (value == null) {
            problem(
                    name,
                    "must be one of "
                            + String.join(", ", names.keySet().stream().sorted().toList()));
            return fallback;
        }
        return value;
    }

    /** Reads with a parser of the caller's, which throws {@link IllegalArgumentException} with a message free of values. */
    public <T> T read(String name, T fallback, Function<String, T> parser, String description) {
        note(name, fallback.toString(), description);
        return parse(name, parser).orElse(fallback);
    }

    /** As {@link #read}, for a setting that may be absent. */
    public <T> Optional<T> readOptional(String name, Function<String, T> parser, String description) {
        note(name, "", description);
        return parse(name, parser);
    }

    /** Notes a problem that only shows between settings. */
    public void problem(String name, String message) {
        problems.add(name + ": " + message);
    }

    /** Ends the reading: throws if anything was wrong. */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    /** The table of all settings read so far: name, default, purpose. Values are never shown. */
    public String describe() {
        int nameWidth = width(settings.stream().map(Setting::name).toList());
        int fallbackWidth = width(settings.stream().map(Setting::fallback).toList());
        return settings.stream()
                .map(each -> "  " + padded(each.name(), nameWidth) + "  " + padded(each.fallback(), fallbackWidth)
                        + "  " + each.description() + "\n")
                .collect(Collectors.joining());
    }

    private <T> Optional<T> parse(String name, Function<String, T> parser) {
        var text = find(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (IllegalArgumentException e) {
            var message = e.getMessage();
            problem(name, message == null ? "cannot be used" : message);
            return Optional.empty();
        }
    }

    /** An empty value counts as absent: that is how compose passes on a variable that nobody set. */
    private Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void note(String name, String fallback, String description) {
        if (settings.stream().noneMatch(each -> each.name().equals(name))) {
            settings.add(new Setting(name, fallback, description));
        }
    }

    private static URI absoluteUri(String text) {
        try {
            var uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the cause would repeat the value
            throw new IllegalArgumentException("must be an absolute URI");
        }
        throw new IllegalArgumentException("must be an absolute URI");
    }

    private static String integerFrom(int least, int most) {
        return "must be an integer from " + least + " to " + most;
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
