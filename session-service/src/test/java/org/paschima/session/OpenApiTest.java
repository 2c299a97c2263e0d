package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.session.RecordFixture.SMALL_PRACTICE;
import static org.paschima.session.RecordFixture.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.paschima.session.http.BatchMemory;
import org.paschima.session.http.SessionRoutes;

/** The published document is true: its operations are the routes, its examples are taken, and answers have its shape. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private final ObjectMapper json = new ObjectMapper();
    private final SessionFixture session = SessionFixture.on(new InMemoryLog());
    private final JsonNode document = read(session.get("/openapi.json").body());

    @AfterAll
    void close() {
        session.close();
    }

    @Test
    void every_route_is_an_operation_and_every_operation_a_route() {
        var routes = new TreeSet<String>();
        for (var route : SessionRoutes.all(
                new InMemoryLog(),
                Clock.systemUTC(),
                () -> "id",
                URI.create("http://insight.example"),
                new BatchMemory(64 << 20),
                Duration.ofSeconds(30))) {
            routes.add(route.method().name() + " " + route.path() + " " + (route.scope() == null ? "" : route.scope())
                    + " " + new TreeSet<>(route.bodyTypes()));
        }
        var operations = new TreeSet<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(each -> METHODS.contains(each.getKey()))
                        .forEach(each -> operations.add(each.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()
                                + " "
                                + each.getValue().at("/security/0/bearer/0").asText() + " "
                                + bodyTypes(each.getValue()))));

        assertThat(operations).isEqualTo(routes);
    }

    private static Set<String> bodyTypes(JsonNode operation) {
        var types = new TreeSet<String>();
        operation.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
        return types;
    }

    @Test
    void every_reference_in_the_document_leads_somewhere() {
        document.findValuesAsText("$ref")
                .forEach(each -> assertThat(document.at(each.substring(1)).isMissingNode())
                        .as(each)
                        .isFalse());
    }

    @Test
    void every_example_has_the_shape_it_is_an_example_of_and_is_taken_and_answered_in_the_shape_promised() {
        var tried = new ArrayList<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(each -> each.getValue().has("requestBody"))
                        .forEach(each -> {
                            var content = each.getValue().at("/requestBody/content/application~1json");
                            if (!content.has("example")) {
                                return;
                            }
                            var example = content.get("example").toString();
                            assertThat(faults(content.get("schema"), example)).isEmpty();
                            var reply = session.send(session.request(
                                    each.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey()
                                            .replace("{member}", "me")
                                            .replace("{id}", idOf(content.get("example"))),
                                    example));
                            var promised = each.getValue()
                                    .at("/responses/" + reply.status() + "/content/application~1json/schema");
                            assertThat(promised.isMissingNode())
                                    .as(reply.body())
                                    .isFalse();
                            assertThat(faults(promised, reply.body())).isEmpty();
                            tried.add(each.getKey() + " " + path.getKey());
                        }));
        assertThat(tried).hasSize(11);
    }

    private static String idOf(JsonNode example) {
        return example.has("clientRecordId")
                ? example.get("source").asText() + ":"
                        + example.get("clientRecordId").asText()
                : "app:x-1";
    }

    @Test
    void deletions_warnings_problems_and_results_of_batches_have_their_shapes_too() {
        var deleted = session.delete("/v1/members/me/practices/app:p-1?version=3");
        assertThat(faults(ref("Deleted"), deleted.body())).isEmpty();

        var warned = session.post(
                "/v1/members/me/symptom-reports",
                "{\"at\": \"2026-03-02T10:05:00+01:00\", \"zone\": \"Europe/Berlin\", \"symptoms\": [{\"code\": \"toe-sparkles\"}]}");
        assertThat(warned.body()).contains("warnings");
        assertThat(faults(ref("Kept"), warned.body())).isEmpty();

        var refused = session.post("/v1/members/me/practices", "{\"context\": \"driving\"}");
        assertThat(refused.errors()).isNotEmpty();
        assertThat(faults(ref("Problem"), refused.body())).isEmpty();

        var item = with(SMALL_PRACTICE, "\"kind\": \"practice\", \"member\": \"me\"");
        assertThat(faults(ref("BatchItem"), item)).isEmpty();
        var batch = session.send(session.request("POST", "/v1/records/batch", null)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(item + "\n{}\n")));
        batch.body()
                .lines()
                .forEach(line -> assertThat(faults(ref("BatchResult"), line)).isEmpty());
    }

    @Test
    void the_document_refuses_what_the_service_refuses() {
        for (var body : new String[] {
            "{}",
            with(SMALL_PRACTICE, "\"colour\": \"red\""),
            with(SMALL_PRACTICE, "\"moment\": \"bored\""),
            SMALL_PRACTICE.replace("\"minutes\": 5", "\"minutes\": 0"),
            SMALL_PRACTICE.replace("\"minutes\": 5", "\"minutes\": 1441"),
            with(SMALL_PRACTICE, "\"dayStart\": \"07:00\""),
            with(SMALL_PRACTICE, "\"version\": -1"),
            with(SMALL_PRACTICE, "\"after\": {\"stress\": 11}"),
        }) {
            assertThat(session.post("/v1/members/me/practices", body).status())
                    .as(body)
                    .isEqualTo(422);
            assertThat(faults(ref("Practice"), body)).as(body).isNotEmpty();
        }
    }

    private JsonNode ref(String name) {
        return json.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private Set<ValidationMessage> faults(JsonNode schema, String instance) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(whole)
                .validate(read(instance));
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
