package org.paschima.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.codec.GoldenFixture.Golden;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.MalformedJsonException;

/** The wire form, both ways, against files that were published. */
final class GoldenTest {

    static Stream<Golden> goldens() {
        return GoldenFixture.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void what_is_written_is_the_golden_file(Golden golden) {
        var message = golden.encoded();

        assertThat(new String(message.value(), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden.json(), StandardCharsets.UTF_8));
        assertThat(linesOf(message)).isEqualTo(golden.headers());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void the_golden_file_is_read_as_what_was_written(Golden golden) {
        var typed = GoldenFixture.decode(golden.name(), GoldenFixture.bytes(golden.headers()), golden.json());

        assertThat(typed).contains(golden.typed());
        assertThat(GoldenFixture.encode(typed.orElseThrow()).value()).isEqualTo(golden.json());
    }

    /** A newer writer may add fields anywhere: an old reader reads the rest as ever. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void fields_of_a_newer_writer_change_nothing(Golden golden) throws MalformedJsonException {
        var newer = JsonWriter.bytes(withNewFields(JsonReader.read(golden.json())));
        assertThat(newer).hasSizeGreaterThan(golden.json().length);

        assertThat(GoldenFixture.decode(golden.name(), GoldenFixture.bytes(golden.headers()), newer))
                .contains(golden.typed());
    }

    @Test
    void every_wire_name_has_a_golden_file() {
        assertThat(GoldenFixture.all().map(Golden::name).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(WireName.values());
    }

    @Test
    void every_golden_file_is_tested() throws IOException, URISyntaxException {
        var root = Path.of(
                Objects.requireNonNull(GoldenTest.class.getResource("/golden")).toURI());
        var expected = new TreeSet<String>();
        GoldenFixture.all().forEach(golden -> {
            expected.add(golden.path(".json"));
            expected.add(golden.path(".headers"));
        });

        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> "/golden/"
                                    + root.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** What was looked at in a decision is kept as it is, so nothing is added there. */
    private static Json withNewFields(Json value) {
        return switch (value) {
            case Json.Obj(var fields) -> {
                var more = new LinkedHashMap<String, Json>();
                more.put("aFieldOfTheFuture", new Json.Obj(Map.of("deep", new Json.Null())));
                fields.forEach((name, field) -> more.put(name, name.equals("inputs") ? field : withNewFields(field)));
                yield new Json.Obj(more);
            }
            case Json.Arr(var items) ->
                new Json.Arr(items.stream().map(GoldenTest::withNewFields).toList());
            case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
        };
    }

    static Map<String, String> linesOf(Message message) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("topic", message.topic());
        lines.put("key", message.key());
        lines.putAll(message.headers());
        return lines;
    }
}
