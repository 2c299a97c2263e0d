package org.paschima.insight.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.insight.InsightService;
import org.paschima.insight.store.ParkedRecords.Reason;

class ParkedRecordsTest {

    private static final String TYPE = "org.paschima.tension-report.recorded.v1";

    private static Reason reasonOf(String key, Map<String, String> headers, byte[] value) {
        var decoded = FactCodec.decode(
                key.getBytes(StandardCharsets.UTF_8),
                name -> headers.containsKey(name)
                        ? Objects.requireNonNull(headers.get(name)).getBytes(StandardCharsets.UTF_8)
                        : null,
                value);
        return Reason.ofCause(((Decoded.Undecodable) decoded).reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | UNREADABLE",
                "[] | UNREADABLE",
                "{} | INVALID",
                "{\"source\": \"app\", \"clientRecordId\": \"r\", \"version\": 0} | INVALID",
            })
    void what_the_codec_says_of_a_value_is_one_of_the_reasons(String value, Reason reason) {
        assertThat(reasonOf("studio/m-1", Map.of("ce_type", TYPE), value.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(reason);
    }

    @Test
    void what_has_no_type_is_not_readable_and_what_is_too_large_is_called_so() {
        assertThat(reasonOf("studio/m-1", Map.of(), new byte[] {'{', '}'})).isEqualTo(Reason.UNREADABLE);
        assertThat(reasonOf("studio/m-1", Map.of("ce_type", TYPE), new byte[FactCodec.MAX_VALUE_BYTES + 1]))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void the_causes_that_are_given_here_have_a_reason_of_their_own() {
        assertThat(Reason.ofCause(ParkedCauses.DAY_FULL)).isEqualTo(Reason.DAY_FULL);
        assertThat(Reason.ofCause(ParkedCauses.UNKNOWN_TYPE)).isEqualTo(Reason.UNKNOWN_TYPE);
        assertThat(Reason.ofCause("what a later release says")).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void the_published_document_lists_the_reasons_as_they_are_answered() throws IOException, MalformedJsonException {
        try (var in = Objects.requireNonNull(InsightService.class.getResourceAsStream("openapi.json"))) {
            var listed = JsonReader.read(in.readAllBytes());
            for (var step : List.of(
                    "components", "schemas", "StudioFold", "properties", "parked", "properties", "reasons", "items")) {
                listed = Objects.requireNonNull(((Json.Obj) listed).fields().get(step), step);
            }
            assertThat(((Json.Arr) Objects.requireNonNull(
                                    ((Json.Obj) listed).fields().get("enum")))
                            .items())
                    .isEqualTo(Arrays.stream(Reason.values())
                            .map(each -> new Json.Str(each.name()))
                            .toList());
        }
    }
}
