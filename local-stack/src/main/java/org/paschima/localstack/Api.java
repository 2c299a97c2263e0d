package org.paschima.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;

/** Calls a service as any client would, with one token. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient client;
    private final String token;

    Api(HttpClient client, String token) {
        this.client = client;
        this.token = token;
    }

    /** An answer; {@code body} is null when there is none. */
    record Reply(int status, @Nullable Json body) {

        /** The text or number at a path of field names and list places. */
        String at(Object... path) {
            var here = body;
            for (var step : path) {
                if (here instanceof Json.Obj(var fields)) {
                    here = fields.get(step.toString());
                } else if (here instanceof Json.Arr(var items)
                        && step instanceof Integer place
                        && place < items.size()) {
                    here = items.get(place);
                } else {
                    return "";
                }
            }
            return switch (here) {
                case null -> "";
                case Json.Str(var text) -> text;
                case Json.Num(var number) ->
                    number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
                case Json.Bool(var bool) -> Boolean.toString(bool);
                case Json.Null _ -> "null";
                case Json.Obj _, Json.Arr _ -> here.typeName();
            };
        }
    }

    Reply get(String url) throws IOException, InterruptedException {
        return send(request(url).GET());
    }

    Reply post(String url, String json) throws IOException, InterruptedException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Reply put(String url, String json) throws IOException, InterruptedException {
        return send(
                request(url).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    Reply delete(String url) throws IOException, InterruptedException {
        return send(request(url).DELETE());
    }

    HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.body().length == 0) {
            return new Reply(response.statusCode(), null);
        }
        try {
            return new Reply(response.statusCode(), JsonReader.read(response.body()));
        } catch (MalformedJsonException e) {
            throw new IOException("the answer is not JSON: " + e.getMessage(), e);
        }
    }
}
