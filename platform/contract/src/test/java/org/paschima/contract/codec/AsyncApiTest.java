package org.paschima.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.LogTopics;
import org.paschima.contract.codec.GoldenFixture.Golden;

/** The AsyncAPI document says what is on the topics: every name, every field, and nothing that is not so. */
final class AsyncApiTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final JsonNode DOCUMENT = document();

    static Stream<Golden> goldens() {
        return GoldenFixture.all();
    }

    @Test
    void every_wire_name_is_a_message_of_the_document_and_the_other_way_round() {
        assertThat(messages().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(WireName.values()).map(WireName::type).toList());
    }

    @Test
    void the_channels_are_the_topics() {
        assertThat(DOCUMENT.at("/channels").findValuesAsText("address"))
                .containsExactlyInAnyOrder(LogTopics.MEMBER_LOG, LogTopics.NUDGES, LogTopics.DECISIONS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void a_message_is_on_the_channel_of_its_topic(Golden golden) {
        var channel = items(DOCUMENT.at("/channels"))
                .filter(each ->
                        each.at("/address").asText().equals(golden.headers().get("topic")))
                .findFirst()
                .orElseThrow();

        assertThat(items(channel.at("/messages"))
                        .map(reference -> resolved(reference).at("/name").asText()))
                .contains(golden.name().type());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void a_golden_file_fits_its_schema(Golden golden) {
        assertThat(problems(schemaOf(golden, "payload"), json(golden))).isEmpty();
        assertThat(problems(schemaOf(golden, "headers"), headers(golden))).isEmpty();
        assertThat(problems(
                        schema("/components/schemas/memberKey"),
                        MAPPER.getNodeFactory().textNode(golden.headers().get("key"))))
                .isEmpty();
    }

    /** A field that is written and not described is a field that nobody can rely on. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void every_field_of_a_golden_file_is_described(Golden golden) {
        var undescribed = new ArrayList<String>();
        undescribed(message(golden).at("/payload"), json(golden), "", undescribed);

        assertThat(undescribed).isEmpty();
    }

    /** A schema that refuses nothing describes nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void what_is_spoilt_does_not_fit(Golden golden) {
        var schema = schemaOf(golden, "payload");
        var required = items(resolved(message(golden).at("/payload")).at("/required"))
                .map(JsonNode::asText)
                .toList();
        assertThat(required).isNotEmpty();
        for (var name : required) {
            var without = json(golden);
            without.remove(name);
            assertThat(problems(schema, without)).as("without " + name).isNotEmpty();
        }
        for (var name : fieldsOf(json(golden))) {
            var spoilt = json(golden);
            spoilt.putArray(name).add(MAPPER.createObjectNode().put("x", 1)).add(true);
            assertThat(problems(schema, spoilt)).as("with another " + name).isNotEmpty();
        }
        var headers = headers(golden);
        headers.put("ce_type", "org.paschima.something.else.v1");
        assertThat(problems(schemaOf(golden, "headers"), headers)).isNotEmpty();
        for (var name :
                List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "content-type")) {
            var fewer = headers(golden);
            fewer.remove(name);
            assertThat(problems(schemaOf(golden, "headers"), fewer))
                    .as("without " + name)
                    .isNotEmpty();
        }
    }

    /** What the document requires, the reader must not do without by accident, and the other way round. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void what_the_reader_insists_on_is_required_by_the_schema(Golden golden) throws IOException {
        var required = items(resolved(message(golden).at("/payload")).at("/required"))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        for (var name : fieldsOf(json(golden))) {
            var without = json(golden);
            without.remove(name);
            boolean read = GoldenFixture.decode(
                            golden.name(), GoldenFixture.bytes(golden.headers()), MAPPER.writeValueAsBytes(without))
                    .isPresent();
            assertThat(read || required.contains(name)).as(name).isTrue();
        }
    }

    /** What is shown is what is written, byte for byte but for the order of fields. */
    @Test
    void every_message_has_examples_and_each_of_them_is_a_golden_file() {
        var goldens = goldens()
                .collect(Collectors.groupingBy(
                        golden -> golden.name().type(),
                        Collectors.mapping(
                                golden -> MAPPER.createObjectNode()
                                        .<ObjectNode>set("headers", headers(golden))
                                        .set("payload", json(golden)),
                                Collectors.toList())));
        messages().forEach((name, message) -> {
            var examples = items(message.at("/examples")).toList();
            assertThat(examples).as(name).isNotEmpty();
            for (var example : examples) {
                var shown = ((ObjectNode) example).deepCopy();
                shown.remove("name");
                assertThat(goldens.get(name)).as(name).contains(shown);
            }
        });
    }

    @Test
    void every_operation_says_how_its_reader_signs_in_and_there_is_a_server_for_it() {
        assertThat(items(DOCUMENT.at("/operations")))
                .hasSize(3)
                .allSatisfy(operation -> assertThat(items(operation.at("/security"))
                                .map(each -> resolved(each).at("/type").asText()))
                        .containsExactly("scramSha512"));
        assertThat(items(DOCUMENT.at("/servers"))
                        .filter(server -> server.has("security"))
                        .map(server -> server.at("/protocol").asText()))
                .containsExactly("kafka-secure");
    }

    @Test
    void every_schema_is_used_and_every_reference_leads_somewhere() {
        var references = new HashSet<String>();
        references(DOCUMENT, references);

        assertThat(references).allMatch(reference -> !DOCUMENT.at(reference).isMissingNode());
        var schemas = new TreeSet<String>();
        DOCUMENT.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> schemas.add("/components/schemas/" + name));
        assertThat(references).containsAll(schemas);
    }

    @Test
    void the_lists_of_words_are_those_of_the_code() {
        assertThat(words("/components/schemas/nudgeWithdrawn/properties/reason"))
                .containsExactlyInAnyOrderElementsOf(names(org.paschima.contract.NudgeEvent.WithdrawalReason.values()));
        assertThat(words("/components/schemas/decision/properties/reasons/items"))
                .containsExactlyInAnyOrderElementsOf(names(org.paschima.contract.Receipt.Reason.values()));
        assertThat(words("/components/schemas/observation/properties/method"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(org.paschima.contract.Method.values())
                        .map(org.paschima.contract.Method::wire)
                        .toList());
        assertThat(words("/components/schemas/nudgeFate/properties/fate"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(org.paschima.contract.NudgeFate.Fate.values())
                        .map(org.paschima.contract.NudgeFate.Fate::wire)
                        .toList());
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private static List<String> words(String pointer) {
        return items(DOCUMENT.at(pointer + "/enum")).map(JsonNode::asText).toList();
    }

    private static Map<String, JsonNode> messages() {
        var byName = new HashMap<String, JsonNode>();
        DOCUMENT.at("/components/messages")
                .forEach(message -> byName.put(message.at("/name").asText(), message));
        return byName;
    }

    private static JsonNode message(Golden golden) {
        return Objects.requireNonNull(
                messages().get(golden.name().type()), golden.name().type());
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(DOCUMENT.at(node.get("$ref").asText().substring(1))) : node;
    }

    private static void undescribed(JsonNode schema, JsonNode value, String at, List<String> found) {
        var alternatives = resolved(schema);
        if (alternatives.has("additionalProperties")) {
            return;
        }
        if (value.isArray()) {
            value.forEach(item -> undescribed(alternatives.at("/items"), item, at + "/-", found));
        }
        if (value.isObject()) {
            var object = alternatives.has("oneOf") && !alternatives.has("properties")
                    ? resolved(alternatives.at("/oneOf/1"))
                    : alternatives;
            value.properties().forEach(field -> {
                var described = object.at("/properties").path(field.getKey());
                if (described.isMissingNode()) {
                    found.add(at + "/" + field.getKey());
                } else {
                    undescribed(described, field.getValue(), at + "/" + field.getKey(), found);
                }
            });
        }
    }

    private static JsonSchema schemaOf(Golden golden, String part) {
        var id = DOCUMENT.at("/components/messages").properties().stream()
                .filter(each -> each.getValue()
                        .at("/name")
                        .asText()
                        .equals(golden.name().type()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return schema("/components/messages/" + id + "/" + part);
    }

    /** One schema of the document, with the document's own components to refer to. */
    private static JsonSchema schema(String pointer) {
        var root = MAPPER.createObjectNode();
        root.putArray("allOf").addObject().put("$ref", "#" + pointer);
        root.set("components", DOCUMENT.at("/components"));
        return SCHEMAS.getSchema(root);
    }

    private static Set<ValidationMessage> problems(JsonSchema schema, JsonNode value) {
        return schema.validate(value, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static ObjectNode json(Golden golden) {
        try {
            return (ObjectNode) MAPPER.readTree(golden.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode headers(Golden golden) {
        var headers = MAPPER.createObjectNode();
        golden.headers().forEach(headers::put);
        headers.remove(List.of("topic", "key"));
        return headers;
    }

    private static Stream<JsonNode> items(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static List<String> fieldsOf(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static void references(JsonNode node, Set<String> found) {
        if (node.has("$ref")) {
            found.add(node.get("$ref").asText().substring(1));
        }
        node.forEach(child -> references(child, found));
    }

    private static JsonNode document() {
        try (var in = WireName.class.getResourceAsStream("/org/paschima/contract/asyncapi.json")) {
            return MAPPER.readTree(Objects.requireNonNull(in, "asyncapi.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
