package org.paschima.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The methods of one path: tells them to who asks, and refuses all others. */
final class PathMethods implements Handler<RoutingContext> {
    private final Map<HttpMethod, TimedRoute> routes = new LinkedHashMap<>();

    void add(TimedRoute route) {
        routes.put(route.route().method(), route);
    }

    Collection<TimedRoute> routes() {
        return routes.values();
    }

    /** Sorted by their names. */
    Set<HttpMethod> allowed() {
        var all = new TreeSet<>(Comparator.comparing(HttpMethod::name));
        all.addAll(routes.keySet());
        if (all.contains(HttpMethod.GET)) {
            all.add(HttpMethod.HEAD);
        }
        all.add(HttpMethod.OPTIONS);
        return all;
    }

    private String allow() {
        return allowed().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }

    @Override
    public void handle(RoutingContext routing) {
        var call = RoutedCall.of(routing);
        var method = routing.request().method();
        if (method.equals(HttpMethod.OPTIONS)) {
            call.finish(204);
            routing.response()
                    .putHeader(HttpHeaders.ALLOW, allow())
                    .setStatusCode(204)
                    .end();
            return;
        }
        var route = routes.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
        if (route == null) {
            Refusals.answer(
                    call,
                    Problem.of(ProblemType.METHOD_NOT_ALLOWED, "this path does not have that method")
                            .withHeader("Allow", allow()));
            return;
        }
        call.matched(route);
        routing.next();
    }
}
