package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three published documents say the same things in the same words, and what their readers generate from them fits. */
class PublishedDocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    private static final Map<String, JsonNode> DOCUMENTS = Map.of(
            "session-service", read("/org/paschima/session/openapi.json"),
            "insight-service", read("/org/paschima/insight/openapi.json"),
            "notify-service", read("/org/paschima/notify/http/openapi.json"));

    /** Schemas that are of the whole product; others are a service's own, and Practice there may be another thing here. */
    private static final Set<String> SHARED = Set.of("Problem", "Fault", "AsOf", "Context");

    static Set<String> services() {
        return DOCUMENTS.keySet();
    }

    private static JsonNode document(String service) {
        return Objects.requireNonNull(DOCUMENTS.get(service), service);
    }

    @Test
    void what_is_named_alike_is_the_same_in_all_three() {
        var seen = new TreeMap<String, JsonNode>();
        DOCUMENTS.forEach((service, document) -> Stream.of("schemas", "responses", "headers")
                .forEach(kind -> document.at("/components/" + kind).properties().forEach(each -> {
                    if (!kind.equals("schemas") || SHARED.contains(each.getKey())) {
                        var before = seen.putIfAbsent(kind + "/" + each.getKey(), each.getValue());
                        if (before != null) {
                            assertThat(each.getValue())
                                    .as(service + ": " + each.getKey())
                                    .isEqualTo(before);
                        }
                    }
                })));
        assertThat(seen.keySet()).contains("schemas/Problem", "schemas/Fault", "responses/Problem422");
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_operation_has_its_name_a_summary_a_known_tag_and_the_answers_that_any_may_give(String service) {
        var document = document(service);
        var tags = new TreeSet<String>();
        document.get("tags").forEach(tag -> {
            assertThat(tag.path("description").asText()).isNotBlank();
            tags.add(tag.get("name").asText());
        });
        var names = new TreeSet<String>();
        for (var operation : operations(document)) {
            assertThat(names.add(operation.path("operationId").asText())).isTrue();
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(tags).contains(operation.at("/tags/0").asText());
            assertThat(operation.get("responses").properties())
                    .extracting(Map.Entry::getKey)
                    .contains("406")
                    .matches(
                            statuses -> operation.get("security").isEmpty() != statuses.contains("401"), "401 or open");
            assertThat(operation.get("responses").properties())
                    .extracting(Map.Entry::getKey)
                    .as("what it answers when all is well")
                    .anyMatch(status -> status.startsWith("2") || status.equals("101"));
            operation.get("responses").properties().stream()
                    .filter(each ->
                            each.getKey().startsWith("4") || each.getKey().startsWith("5"))
                    .forEach(each -> assertThat(each.getValue().path("$ref").asText())
                            .isEqualTo("#/components/responses/Problem" + each.getKey()));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void versions_and_cursors_are_of_64_bits(String service) {
        var found = new TreeSet<String>();
        walk(document(service), "", (path, node) -> {
            if (node.path("type").asText().equals("integer")
                    && Stream.of("version", "seq", "next", "Version")
                            .anyMatch(name ->
                                    path.endsWith("/properties/" + name) || path.endsWith("/schemas/" + name))) {
                assertThat(node.path("format").asText()).as(path).isEqualTo("int64");
                found.add(path);
            }
        });
        assertThat(found).isNotEmpty();
    }

    /** The services refuse fields they do not know, so that what is misspelt is told; who makes bodies by the document must see it. */
    @ParameterizedTest
    @MethodSource("services")
    void what_is_sent_has_no_field_that_the_document_does_not_name(String service) {
        var document = document(service);
        var closed = new TreeSet<String>();
        for (var operation : operations(document)) {
            operation.at("/requestBody/content").forEach(content -> closed(document, content.get("schema"), closed));
        }
        assertThat(closed).isNotEmpty();
    }

    private static void closed(JsonNode document, JsonNode schema, Set<String> seen) {
        var reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            if (seen.add(reference)) {
                closed(document, document.at(reference.substring(1)), seen);
            }
            return;
        }
        assertThat(schema.has("allOf"))
                .as("%s: parts of a closed schema exclude each other", schema)
                .isFalse();
        if (schema.path("type").asText().equals("object")) {
            assertThat(schema.path("additionalProperties").asText())
                    .as("%s", schema)
                    .isEqualTo("false");
        }
        schema.path("properties").forEach(each -> closed(document, each, seen));
        Stream.of("oneOf", "anyOf").forEach(kind -> schema.path(kind).forEach(each -> closed(document, each, seen)));
        if (schema.has("items")) {
            closed(document, schema.get("items"), seen);
        }
    }

    @Test
    void the_words_of_records_are_those_of_the_catalogue() {
        var catalogue = read("/org/paschima/contract/catalog/catalog-v1.json");
        var session = document("session-service");
        Map.of(
                        "Region", "regions",
                        "Context", "contexts",
                        "Activity", "activities",
                        "Cue", "cues",
                        "ArmVariation", "armVariations",
                        "Condition", "conditions",
                        "Measure", "measures")
                .forEach((schema, list) -> assertThat(words(session, schema)).isEqualTo(ids(catalogue, list)));
        assertThat(words(session, "PracticeName"))
                .containsAll(ids(catalogue, "practices"))
                .containsAll(ids(catalogue, "activities"))
                .contains("other");
        assertThat(words(document("insight-service"), "PracticeName")).isEqualTo(ids(catalogue, "practices"));
        assertThat(words(document("insight-service"), "RegionOrPrimary"))
                .containsAll(ids(catalogue, "regions"))
                .contains("primary");
        assertThat(words(document("insight-service"), "Quantity")).containsAll(ids(catalogue, "measures"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_example_of_an_answer_or_a_body_has_the_shape_it_is_an_example_of(String service) {
        var document = document(service);
        var tried = new TreeSet<String>();
        var shown = document.has("webhooks") ? List.of("paths", "webhooks") : List.of("paths");
        shown.forEach(part -> walk(document.get(part), "", (path, node) -> {
            if (path.contains("/content/") && node.has("example") && node.has("schema")) {
                ObjectNode schema = node.get("schema").deepCopy();
                schema.set("components", document.get("components"));
                assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(schema)
                                .validate(node.get("example")))
                        .as(path)
                        .isEmpty();
                tried.add(path);
            }
        }));
        assertThat(tried).hasSizeGreaterThanOrEqualTo(8);
    }

    private static List<JsonNode> operations(JsonNode document) {
        return document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream())
                .filter(each -> METHODS.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Set<String> words(JsonNode document, String schema) {
        var words = new TreeSet<String>();
        document.at("/components/schemas/" + schema + "/enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Set<String> ids(JsonNode catalogue, String list) {
        var ids = new TreeSet<String>();
        catalogue.get(list).forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    private interface Visitor {
        void visit(String path, JsonNode node);
    }

    private static void walk(JsonNode node, String path, Visitor visitor) {
        visitor.visit(path, node);
        node.properties().forEach(each -> walk(each.getValue(), path + "/" + each.getKey(), visitor));
        if (node.isArray()) {
            node.forEach(each -> walk(each, path, visitor));
        }
    }

    private static JsonNode read(String resource) {
        try (var in = Objects.requireNonNull(PublishedDocumentsTest.class.getResourceAsStream(resource), resource)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }
}
