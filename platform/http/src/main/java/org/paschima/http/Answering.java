package org.paschima.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Calls the route's handler, and puts on the wire what it answers. */
final class Answering implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext routing) {
        var call = RoutedCall.of(routing);
        call.begun();
        try {
            var answer = call.route().handler().answer(call);
            if (answer.isComplete()) {
                onAnswer(call, answer);
            } else {
                answer.onComplete(outcome -> call.onLoop(() -> onAnswer(call, outcome)));
            }
        } catch (Exception e) {
            Refusals.answer(call, e);
        }
    }

    private static void onAnswer(RoutedCall call, AsyncResult<? extends Answer> outcome) {
        if (outcome.failed()) {
            Refusals.answer(call, outcome.cause());
            return;
        }
        try {
            send(call, outcome.result());
        } catch (Exception e) {
            Refusals.answer(call, e);
            if (outcome.result() instanceof Answer.Made made) {
                made.whenLeft().run();
            }
        }
    }

    private static void send(RoutedCall call, Answer answer) throws Exception {
        var request = call.request();
        var response = request.response();
        switch (answer) {
            case Answer.Json json -> send(call, json.made(call.takesGzip()));
            case Answer.Made made -> {
                var body = new LongBody(response, call.loop(), call.stall(), () -> {
                    made.whenLeft().run();
                    call.finish(response.getStatusCode());
                });
                if (call.isStillWanted()) {
                    Responder.send(request, made, body);
                } else {
                    body.over();
                }
            }
            case Answer.Bytes bytes -> {
                var body =
                        new LongBody(response, call.loop(), call.stall(), () -> call.finish(response.getStatusCode()));
                if (call.isStillWanted()) {
                    Responder.send(request, bytes, body);
                } else {
                    body.over();
                }
            }
            case Answer.Refusal(var problem) -> Refusals.answer(call, problem);
            case Answer.Streamed streamed -> StreamedAnswer.send(call, streamed);
            case Answer.Upgraded(var upgrade) -> Upgrading.of(call, upgrade);
            case Answer.Written(var writer) -> {
                if (!call.isStillWanted()) {
                    call.finish(499);
                    return;
                }
                response.endHandler(_ -> call.finish(response.getStatusCode()));
                response.closeHandler(_ -> call.finish(response.getStatusCode()));
                if (!call.route().body().isStreamed()) {
                    call.resume(); // a streamed body waits until its reader is there
                }
                writer.accept(response);
            }
        }
    }
}
