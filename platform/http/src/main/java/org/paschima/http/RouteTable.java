package org.paschima.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path, part by part; a part spelled out goes before a variable one. Immutable once built. */
final class RouteTable {
    private static final int MOST_VARIABLES = 8;

    private final Place root = new Place();

    /** A path that exists, with what answers there by method. */
    static final class Place {
        private final Map<String, Place> literal = new HashMap<>();
        private final Map<HttpMethod, TimedRoute> routes = new HashMap<>();
        private @Nullable Place variable;

        /** HEAD is answered wherever GET is. */
        @Nullable
        TimedRoute route(HttpMethod method) {
            return routes.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
        }

        String allowed() {
            var names = new TreeSet<String>();
            routes.keySet().forEach(method -> names.add(method.name()));
            if (names.contains("GET")) {
                names.add("HEAD");
            }
            names.add("OPTIONS");
            return String.join(", ", names);
        }
    }

    /** A place, and the parts of the path that its variables stand for, still encoded, in order. */
    record Found(Place place, List<String> variables) {}

    void add(TimedRoute timed) {
        var route = timed.route();
        if (!route.accessIsSaid()) {
            throw new IllegalArgumentException(route.method() + " " + route.path() + " does not say who may call it");
        }
        if (timed.variables().size() > MOST_VARIABLES) {
            throw new IllegalArgumentException(route.path() + " has too many variables");
        }
        var place = root;
        for (var part : parts(route.path())) {
            if (TimedRoute.isVariable(part)) {
                if (place.variable == null) {
                    place.variable = new Place();
                }
                place = place.variable;
            } else {
                place = place.literal.computeIfAbsent(part, _ -> new Place());
            }
        }
        if (place.routes.putIfAbsent(route.method(), timed) != null) {
            throw new IllegalArgumentException(route.method() + " " + route.path() + " is there already");
        }
    }

    @Nullable
    Found find(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return null;
        }
        // an address with a slash at its end, or joined to a base that has one, is no other address
        int start = 1;
        while (start < path.length() - 1 && path.charAt(start) == '/') {
            start++;
        }
        int end = path.length();
        while (end > start + 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        var variables = new ArrayList<String>(4);
        var place = find(root, path.substring(0, end), start, variables);
        return place == null ? null : new Found(place, variables);
    }

    private static @Nullable Place find(Place from, String path, int start, List<String> variables) {
        int end = path.indexOf('/', start);
        boolean isLast = end < 0;
        var part = isLast ? path.substring(start) : path.substring(start, end);
        var spelled = from.literal.get(part);
        if (spelled != null) {
            var found = isLast ? ifAnswers(spelled) : find(spelled, path, end + 1, variables);
            if (found != null) {
                return found;
            }
        }
        var variable = from.variable;
        if (variable == null || part.isEmpty()) {
            return null;
        }
        variables.add(part);
        var found = isLast ? ifAnswers(variable) : find(variable, path, end + 1, variables);
        if (found == null) {
            variables.removeLast();
        }
        return found;
    }

    private static @Nullable Place ifAnswers(Place place) {
        return place.routes.isEmpty() ? null : place;
    }

    static List<String> parts(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + path);
        }
        return List.of(path.substring(1).split("/", -1));
    }
}
