package org.paschima.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an answer whose body a thread that may block writes piece by piece, packed if the client takes that. */
final class StreamedAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);

    private StreamedAnswer() {}

    static void send(RoutedCall call, Answer.Streamed answer) {
        var request = call.request();
        var response = request.response();
        if (!call.isStillWanted()) {
            call.finish(499);
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            call.finish(200);
            return;
        }
        boolean isPacked = Negotiation.acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        var body = new ResponseStream(response, call.loop(), call.stall());
        answer.threads()
                .call(() -> {
                    if (isPacked) {
                        body.field("Content-Encoding", "gzip");
                        var packed = new GZIPOutputStream(body, 8 * 1024);
                        answer.body().writeTo(body, new CloseShield(packed));
                        packed.finish();
                    } else {
                        answer.body().writeTo(body, new CloseShield(body));
                    }
                    body.end();
                    return true;
                })
                .onComplete(outcome -> call.onLoop(() -> onStreamed(call, outcome)));
    }

    private static void onStreamed(RoutedCall call, AsyncResult<Boolean> outcome) {
        var response = call.request().response();
        if (outcome.succeeded()) {
            call.finish(200);
        } else if (call.isStillWanted()) {
            response.headers().remove(HttpHeaders.CONTENT_ENCODING).remove(HttpHeaders.CACHE_CONTROL);
            Refusals.answer(call, outcome.cause());
        } else {
            if (!response.closed()) {
                LOG.atWarn()
                        .setMessage("A streamed answer was broken off")
                        .addKeyValue("route", call.route().path())
                        .addKeyValue("traceId", call.traceId())
                        .addKeyValue("error", outcome.cause().getClass().getSimpleName())
                        .log();
                call.request().connection().close(); // no client takes a part for the whole
            }
            call.finish(499);
        }
    }

    /** Writers of formats like to flush and close; here the end is written only when the whole body is. */
    private static final class CloseShield extends FilterOutputStream {
        CloseShield(OutputStream body) {
            super(body);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
