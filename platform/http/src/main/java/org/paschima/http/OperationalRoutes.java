package org.paschima.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.runtime.Health;

/** What operators and tools read, the same in every service: health, metrics, the API's document, the problems. */
final class OperationalRoutes {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private OperationalRoutes() {}

    /** None of them counts as a request in flight, so that an overloaded service can still be looked at. */
    static List<Route> of(
            Vertx vertx,
            Health health,
            InFlightLimit inFlightLimit,
            Optional<ZoneRulesReport> zoneRules,
            PrometheusMeterRegistry meters,
            byte @Nullable [] openApi) {
        var routes = new ArrayList<Route>();
        routes.add(Route.get("/health/live", Handler.immediate(_ -> live())));
        routes.add(Route.get("/health/ready", Handler.immediate(_ -> ready(health, inFlightLimit, zoneRules))));
        routes.add(Route.get(
                        "/metrics",
                        // scraping walks over every meter, so it is kept off the event loop
                        _ -> vertx.executeBlocking(() ->
                                Answer.bytes(200, METRICS_TYPE, meters.scrape().getBytes(StandardCharsets.UTF_8))))
                .produces("text/plain"));
        routes.add(Route.get("/problems/{name}", Handler.immediate(OperationalRoutes::explain)));
        if (openApi != null) {
            routes.add(
                    Route.get("/openapi.json", Handler.immediate(_ -> Answer.bytes(200, "application/json", openApi))));
        }
        return routes.stream().map(route -> route.open().longLived()).toList();
    }

    private static Answer live() {
        return Answer.ok(json -> json.writeStringField("status", "UP")).header("Cache-Control", "no-store");
    }

    private static Answer ready(Health health, InFlightLimit inFlightLimit, Optional<ZoneRulesReport> zoneRules) {
        var checks = health.look();
        if (inFlightLimit.isDraining()) {
            checks.put("draining", Optional.of("the service is stopping"));
        }
        boolean up = checks.values().stream().allMatch(Optional::isEmpty);
        var answer = Answer.json(up ? 200 : 503, json -> write(json, up, checks, zoneRules))
                .header("Cache-Control", "no-store");
        return up ? answer : answer.header("Retry-After", "2");
    }

    private static void write(
            JsonGenerator json, boolean up, Map<String, Optional<String>> checks, Optional<ZoneRulesReport> zoneRules)
            throws IOException {
        json.writeStringField("status", up ? "UP" : "DOWN");
        json.writeObjectFieldStart("checks");
        for (var check : checks.entrySet()) {
            json.writeObjectFieldStart(check.getKey());
            json.writeStringField("status", check.getValue().isEmpty() ? "UP" : "DOWN");
            if (check.getValue().isPresent()) {
                json.writeStringField("reason", check.getValue().get());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        if (zoneRules.isPresent()) {
            zoneRules.get().write(json);
        }
    }

    private static Answer explain(Call call) {
        var type = ProblemType.named(call.path("name"));
        if (type == null) {
            return Answer.of(Problem.of(ProblemType.NOT_FOUND, "there is no problem of that name"));
        }
        return Answer.ok(json -> {
            json.writeStringField("type", "/problems/" + type.wireName());
            json.writeStringField("title", type.title());
            json.writeNumberField("status", type.status());
            json.writeStringField("meaning", type.meaning());
        });
    }
}
