package org.paschima.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a request a WebSocket, if it asks for one in due form (RFC 6455) and no web page from elsewhere does. */
final class Upgrading {

    private static final String TOKEN = "paschima.bearer.";
    private static final String VERSION = "13";
    private static final String PROTOCOL_NAME = "Sec-WebSocket-Protocol";
    private static final String VERSION_NAME = "Sec-WebSocket-Version";
    private static final String KEY_NAME = "Sec-WebSocket-Key";

    private Upgrading() {}

    /** The token that came as a subprotocol. */
    static Optional<String> token(HttpServerRequest request) {
        return listed(request, PROTOCOL_NAME)
                .filter(each -> each.startsWith(TOKEN))
                .map(each -> each.substring(TOKEN.length()))
                .findFirst();
    }

    static void of(RoutedCall call, Answer.Upgrade upgrade) {
        if (!call.isStillWanted()) {
            call.finish(499);
            return;
        }
        if (!(call.route().body() instanceof Body.Upgraded(var subprotocol))) {
            throw new IllegalStateException(call.route().path() + " becomes no WebSocket");
        }
        var request = call.request();
        refusal(request, subprotocol, call.origins()).ifPresent(problem -> {
            throw problem.asException();
        });
        upgrade.admit();
        socket(request, upgrade)
                .onComplete(made -> call.onLoop(() -> {
                    if (made.failed()) {
                        upgrade.closed();
                        call.finish(400);
                        return;
                    }
                    opened(call, upgrade, made.result());
                }));
    }

    /** What was admitted gives back its place, however the upgrade fails. */
    private static Future<ServerWebSocket> socket(HttpServerRequest request, Answer.Upgrade upgrade) {
        try {
            return request.toWebSocket();
        } catch (RuntimeException e) {
            upgrade.closed();
            throw e;
        }
    }

    private static void opened(RoutedCall call, Answer.Upgrade upgrade, ServerWebSocket socket) {
        socket.closeHandler(_ -> {
            upgrade.closed();
            call.finish(101);
        });
        upgrade.open(socket);
    }

    private static Optional<Problem> refusal(HttpServerRequest request, String subprotocol, List<String> origins) {
        if (!request.method().equals(HttpMethod.GET)
                || listed(request, HttpHeaders.UPGRADE).noneMatch("websocket"::equalsIgnoreCase)
                || listed(request, HttpHeaders.CONNECTION).noneMatch("upgrade"::equalsIgnoreCase)) {
            return Optional.of(upgradeRequired("this path is a WebSocket of the subprotocol " + subprotocol
                    + "; ask with Connection: Upgrade and Upgrade: websocket"));
        }
        if (!VERSION.equals(request.getHeader(VERSION_NAME))) {
            return Optional.of(upgradeRequired("the only Sec-WebSocket-Version is " + VERSION)
                    .withHeader(VERSION_NAME, VERSION));
        }
        if (request.getHeader(KEY_NAME) == null) {
            return Optional.of(Problem.of(ProblemType.MALFORMED, "a WebSocket needs a Sec-WebSocket-Key"));
        }
        if (listed(request, PROTOCOL_NAME).noneMatch(subprotocol::equals)) {
            return Optional.of(Problem.of(
                    ProblemType.MALFORMED, "Sec-WebSocket-Protocol must have " + subprotocol + " among its protocols"));
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || origins.contains(origin) || isOfThisAddress(origin, request)
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                ProblemType.FORBIDDEN,
                                "pages of this Origin may open no WebSocket here; the operator lists those that may in CORS_ORIGINS"));
    }

    private static Problem upgradeRequired(String why) {
        return Problem.of(ProblemType.UPGRADE_REQUIRED, why)
                .withHeader("Upgrade", "websocket")
                .withHeader("Connection", "Upgrade");
    }

    /** Of the page that this service itself serves. Browsers do not hold WebSockets to their own origin as they do answers. */
    private static boolean isOfThisAddress(String origin, HttpServerRequest request) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Stream<String> listed(HttpServerRequest request, CharSequence header) {
        return request.headers().getAll(header).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(each -> !each.isEmpty());
    }
}
