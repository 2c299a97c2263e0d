package org.paschima.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests of which it is not certain where they end or whom they are for (RFC 9112 §3.2, §6.1, §6.3): what follows
 * on the connection could be taken for another request by one server and for a part of this one by the next.
 */
final class Framing {

    private Framing() {}

    /** What is wrong with it, if anything; the connection is closed after the answer. */
    static @Nullable Problem refusal(HttpServerRequest request) {
        var hosts = request.headers().getAll(HttpHeaders.HOST);
        boolean isOld = request.version() == HttpVersion.HTTP_1_0;
        if (hosts.size() > 1 || (hosts.isEmpty() && !isOld)) {
            return refused("a request must have one Host header");
        }
        var encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (encodings.isEmpty()) {
            return null;
        }
        if (isOld) {
            return refused("HTTP/1.0 has no Transfer-Encoding; send Content-Length");
        }
        return encodings.size() == 1 && encodings.getFirst().strip().equalsIgnoreCase("chunked")
                ? null
                : refused("the only Transfer-Encoding that is read is chunked");
    }

    private static Problem refused(String why) {
        return Problem.of(ProblemType.MALFORMED, why).withHeader("Connection", "close");
    }
}
