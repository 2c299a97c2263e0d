package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.insight.InsightService;

/** The published document is true: its operations are the routes, and its references lead somewhere. */
class OpenApiTest {

    private final Json.Obj document = document();

    private static Json.Obj document() {
        try (InputStream in = Objects.requireNonNull(InsightService.class.getResourceAsStream("openapi.json"))) {
            return (Json.Obj) JsonReader.read(in.readAllBytes());
        } catch (IOException | org.paschima.contract.json.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void every_route_is_an_operation_and_every_operation_a_route() {
        var routes = new TreeSet<String>();
        var freshness = new FreshReads((_, _) -> CompletableFuture.completedFuture(false), 1);
        try (var blocking = new Blocking(1)) {
            for (var route : RoutesOverNothing.all(freshness, blocking)) {
                routes.add(route.method().name() + " " + route.path() + " " + route.scope());
            }
            for (var route : NoStudio.routes(freshness, blocking)) {
                routes.add(route.method().name() + " " + route.path() + " " + route.scope());
            }
        }
        var operations = new TreeSet<String>();
        ((Json.Obj) at(document, "paths")).fields().forEach((path, item) -> {
            for (var method : List.of("get", "post", "put", "delete")) {
                if (at(item, method) instanceof Json.Obj operation) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path + " "
                            + text(operation, "security/0/bearer/0"));
                }
            }
        });
        assertThat(operations).isEqualTo(routes);
    }

    @Test
    void every_reference_leads_somewhere() {
        var references = references(document);
        assertThat(references).isNotEmpty();
        assertThat(references)
                .allSatisfy(reference -> assertThat(at(document, reference.substring("#/".length())))
                        .as(reference)
                        .isInstanceOf(Json.Obj.class));
    }

    private static Collection<String> references(Json json) {
        var found = new ArrayList<String>();
        switch (json) {
            case Json.Obj(var fields) ->
                fields.forEach((name, value) -> {
                    if (name.equals("$ref") && value instanceof Json.Str(var target)) {
                        found.add(target);
                    } else {
                        found.addAll(references(value));
                    }
                });
            case Json.Arr(var items) -> items.forEach(item -> found.addAll(references(item)));
            default -> {}
        }
        return List.copyOf(found);
    }
}
