package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.paschima.http.OpenApi;

/** The published document is true: its operations are the routes. */
class OpenApiTest {

    @Test
    void every_route_is_an_operation_and_every_operation_a_route() throws Exception {
        JsonNode document = new ObjectMapper().readTree(OpenApi.beside(NotifyRoutes.class));
        var operations = new TreeSet<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(each -> operations.add(each.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()
                                + " "
                                + scope(each.getValue()) + " "
                                + each.getValue().has("requestBody"))));
        var routes = new TreeSet<String>();
        try (var fixture = new RoutesFixture()) {
            for (var route : fixture.routes.routes()) {
                routes.add(route.method().name() + " " + route.path() + " "
                        + (route.access().needsToken() ? route.scope() : "open to whoever knows it") + " "
                        + !route.bodyTypes().isEmpty());
            }
        }

        assertThat(operations).isEqualTo(routes);
    }

    private static String scope(JsonNode operation) {
        return operation.path("security").isEmpty()
                ? "open to whoever knows it"
                : operation.at("/security/0/bearer/0").asText();
    }

    @Test
    void every_reference_in_the_document_leads_somewhere() throws Exception {
        JsonNode document = new ObjectMapper().readTree(OpenApi.beside(NotifyRoutes.class));

        document.findValuesAsText("$ref")
                .forEach(each -> assertThat(document.at(each.substring(1)).isMissingNode())
                        .as(each)
                        .isFalse());
    }

    @Test
    void zones_of_receipts_and_gaps_in_the_numbers_of_nudges_are_described() throws Exception {
        JsonNode document = new ObjectMapper().readTree(OpenApi.beside(NotifyRoutes.class));

        var zone =
                document.at("/components/schemas/Receipt/properties/zone/$ref").asText();
        assertThat(document.at(zone.substring(1)).get("description").asText()).contains("IANA", "+05:30");
        assertThat(document.at("/paths/~1v1~1members~1{member}~1nudges~1stream/get/responses/200/description")
                        .asText())
                .contains("validUntil", "skipped");
        assertThat(document.at("/paths/~1v1~1members~1{member}~1nudges/get/parameters")
                        .toString())
                .contains("Nudges that are over are left out");
    }
}
