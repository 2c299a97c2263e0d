package org.paschima.http;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path whose parts are spelled out or variable, such as {@code /v1/members/{member}/things/{id}}.
 *
 * <p>Vert.x Web finds it by a pattern without groups: its own path parameters replace bytes that are no UTF-8 instead of
 * refusing them, and parse the query on the way.
 */
record PathTemplate(List<String> parts) {

    /** Of two that match a path, the one that is spelled out longer comes first. */
    static final Comparator<PathTemplate> SPELLED_OUT_FIRST = PathTemplate::compare;

    static PathTemplate of(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + path);
        }
        return new PathTemplate(List.of(path.substring(1).split("/", -1)));
    }

    String path() {
        return "/" + String.join("/", parts);
    }

    boolean hasVariables() {
        return parts.stream().anyMatch(PathTemplate::isVariable);
    }

    /** The place of a variable among the parts, or -1. */
    int indexOf(String variable) {
        return parts.indexOf("{" + variable + "}");
    }

    /** The part at a place of a path that matches, as it was sent. */
    static String part(String path, int index) {
        int from = 1;
        for (int i = 0; i < index; i++) {
            from = path.indexOf('/', from) + 1;
        }
        int to = path.indexOf('/', from);
        return to < 0 ? path.substring(from) : path.substring(from, to);
    }

    /** What paths match it; one slash more at the end changes nothing. */
    String regex() {
        return parts.stream()
                .map(part -> "/" + (isVariable(part) ? "[^/]+" : Pattern.quote(part)))
                .collect(Collectors.joining("", "", "/?"));
    }

    private static int compare(PathTemplate one, PathTemplate other) {
        for (int i = 0; i < Math.min(one.parts.size(), other.parts.size()); i++) {
            int order = Boolean.compare(isVariable(one.parts.get(i)), isVariable(other.parts.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.parts.size(), other.parts.size());
    }

    private static boolean isVariable(String part) {
        return part.startsWith("{") && part.endsWith("}");
    }
}
