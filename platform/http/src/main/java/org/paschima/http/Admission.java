package org.paschima.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.paschima.http.auth.Asker;
import org.paschima.http.auth.Caller;

/**
 * Decides whether a request goes on: whether the client takes what the route produces, whether there is room for one more,
 * who is calling, and whether the caller is within its rate and share. No body is read before.
 */
final class Admission implements Handler<RoutingContext> {
    private final EndpointRouter.Shared shared;

    Admission(EndpointRouter.Shared shared) {
        this.shared = shared;
    }

    @Override
    public void handle(RoutingContext routing) {
        var call = RoutedCall.of(routing);
        var request = routing.request();
        var route = call.route();
        if (!Negotiation.accepts(request.getHeader(HttpHeaders.ACCEPT), route.produces())) {
            Refusals.answer(
                    call,
                    Problem.of(
                            ProblemType.NOT_ACCEPTABLE, "this path produces " + String.join(", ", route.produces())));
            return;
        }
        if (!route.isLongLived()) {
            if (!shared.inFlightLimit().enter()) {
                Refusals.answer(call, Problem.of(ProblemType.OVERLOADED, "as many requests are under way as may be"));
                return;
            }
            call.counted();
        }
        if (!route.access().needsToken()) {
            onUnnamed(routing, call, route);
            return;
        }
        if (route.body() instanceof Body.Upgraded) {
            call.pause(); // what has been read to its end cannot become a WebSocket
        }
        var identified = shared.authorizer().identify(request, route.body() instanceof Body.Upgraded);
        if (identified.isComplete()) {
            onIdentified(routing, call, identified);
        } else {
            call.pause();
            identified.onComplete(outcome -> call.onLoop(() -> onIdentified(routing, call, outcome)));
        }
    }

    private void onUnnamed(RoutingContext routing, RoutedCall call, Route route) {
        try {
            if (route.access() instanceof Access.SecretPath) {
                admit(call, call.asker());
            }
        } catch (ProblemException | ShareTakenException e) {
            Refusals.answer(call, e);
            return;
        }
        goOn(routing, call);
    }

    private void onIdentified(RoutingContext routing, RoutedCall call, AsyncResult<Caller> outcome) {
        if (outcome.failed()) {
            Refusals.answer(call, outcome.cause());
            return;
        }
        try {
            var caller = outcome.result();
            admit(call, caller.asker());
            Authorizer.requireScope(caller, call.route().scope());
            call.identified(caller);
        } catch (ProblemException | ShareTakenException e) {
            Refusals.answer(call, e);
            return;
        }
        goOn(routing, call);
    }

    /** Within the caller's rate, and its share of what is under way. */
    private void admit(RoutedCall call, Asker asker) {
        shared.rates().take(asker, System.nanoTime()).ifPresent(refusal -> {
            throw refusal.asException();
        });
        if (!call.isCounted()) {
            return;
        }
        if (!shared.inFlightLimit().enterShare(asker)) {
            throw new ShareTakenException("as many of your requests are under way as may be; wait for their answers");
        }
        call.hasShareOf(asker);
    }

    private static void goOn(RoutingContext routing, RoutedCall call) {
        if (call.route().body() instanceof Body.None) {
            call.resume();
        }
        routing.next();
    }
}
