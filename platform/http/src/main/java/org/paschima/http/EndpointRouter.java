package org.paschima.http;

import io.micrometer.core.instrument.Clock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The router of one event loop. A request goes through these handlers: arrival, the path and its methods, {@link Admission},
 * the body, {@link Answering}. What any of them refuses, and whatever fails, {@link Refusals} answers.
 */
final class EndpointRouter {

    /** What the loops of an endpoint share. */
    record Shared(
            List<TimedRoute> routes,
            TimedRoute unmatched,
            Authorizer authorizer,
            HttpConfig config,
            InFlightLimit inFlightLimit,
            RateLimits rates,
            Clock stopwatch) {
        Shared {
            routes = List.copyOf(routes);
            check(routes);
        }

        private static void check(List<TimedRoute> routes) {
            var known = new HashSet<String>();
            for (var each : routes) {
                var route = each.route();
                var name = route.method() + " " + route.path();
                if (route.access() instanceof Access.Unsaid) {
                    throw new IllegalArgumentException(name + " does not say who may call it");
                }
                if (!known.add(name)) {
                    throw new IllegalArgumentException(name + " is there already");
                }
            }
        }
    }

    /** What belongs to one loop; the requests on it are confined to it. */
    record Loop(Context context, ConnectionWatch watch) {}

    private EndpointRouter() {}

    static Router of(Vertx vertx, Loop loop, Shared shared) {
        var router = Router.router(vertx);
        var refusals = new Refusals(shared, loop);
        router.route()
                .handler(routing -> {
                    RoutedCall.of(shared, routing, loop);
                    routing.next();
                })
                .failureHandler(refusals);
        router.errorHandler(404, refusals);
        router.errorHandler(500, refusals);
        router.errorHandler(400, refusals::malformedPath); // looking for a route failed

        var byPath = new LinkedHashMap<PathTemplate, PathMethods>();
        for (var each : shared.routes()) {
            byPath.computeIfAbsent(each.template(), _ -> new PathMethods()).add(each);
        }
        byPath.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(PathTemplate.SPELLED_OUT_FIRST))
                .forEach(each -> addPath(router, each.getKey(), each.getValue(), shared));
        return router;
    }

    private static void addPath(Router router, PathTemplate template, PathMethods methods, Shared shared) {
        var path = at(router, template);
        var origins = shared.config().corsOrigins();
        if (!origins.isEmpty()) {
            path.handler(new Origins(origins, methods));
        }
        path.handler(methods);
        methods.routes().forEach(each -> addSteps(at(router, template), each, shared));
    }

    private static Route at(Router router, PathTemplate template) {
        return template.hasVariables() ? router.routeWithRegex(template.regex()) : router.route(template.path());
    }

    private static void addSteps(Route steps, TimedRoute timed, Shared shared) {
        steps.method(timed.route().method());
        if (timed.route().method().equals(HttpMethod.GET)) {
            steps.method(HttpMethod.HEAD); // answered wherever GET is
        }
        var body = timed.route().body();
        steps.handler(new Admission(shared));
        if (body.isThere()) {
            steps.handler(new BodyTerms(body));
        }
        if (body instanceof Body.Whole) {
            steps.handler(
                    new Late(TimeoutHandler.create(shared.config().bodyTimeout().toMillis(), 408)));
            steps.handler(new WholeBody(body.most()));
        }
        steps.handler(new Answering());
    }

    /**
     * A handler of Vert.x Web that comes after others. It wants timeouts and bodies first; here a body is read only from those
     * who may send one.
     */
    record Late(io.vertx.core.Handler<RoutingContext> handler) implements io.vertx.core.Handler<RoutingContext> {
        @Override
        public void handle(RoutingContext routing) {
            handler.handle(routing);
        }
    }
}
