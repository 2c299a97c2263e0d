package org.paschima.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void every_row_of_the_table_is_there_with_its_status_and_nothing_else_but_what_it_leaves_open() {
        assertThat(Parameters.table().rows())
                .extracting(Parameters.Row::title)
                .containsExactly(
                        "point / 12-month neck-pain prevalence, office",
                        "μ_u",
                        "within-day measurement sd / day AR sd / φ",
                        "diurnal D",
                        "weekday K",
                        "acute relief per practice E",
                        "chronic effect",
                        "yoga programme",
                        "study-type compliance",
                        "real-life prompts answered",
                        "app retention",
                        "missingness",
                        "nudge effect on practice in 60 min",
                        "availability",
                        "habit T95",
                        "posture cva",
                        "overcorrectors",
                        "red flags",
                        "zones",
                        "disorder",
                        "what the table leaves open");
        assertThat(Parameters.table().rows()).allSatisfy(row -> {
            assertThat(row.status()).isNotBlank();
            assertThat(row.values())
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(value.unit()).isNotBlank());
        });
    }

    @Test
    void a_missing_parameter_is_named() {
        assertThatThrownBy(() -> read(resource().replace("\"disorder.late\"", "\"disorder.deleted\"")))
                .isInstanceOf(InvalidParametersException.class)
                .hasMessageContaining("disorder.late is missing")
                .hasMessageContaining("disorder.deleted is there twice");
    }

    @Test
    void a_value_beyond_its_range_is_refused_by_its_pointer() {
        assertThatThrownBy(() -> read(
                        resource().replace("\"disorder.late\", \"value\": 0.03", "\"disorder.late\", \"value\": 3")))
                .isInstanceOf(InvalidParametersException.class)
                .hasMessageContaining("/rows/19/values/1/value")
                .hasMessageContaining("disorder.late must be 0.0 to 1.0: 3.0");
    }

    @Test
    void a_parameter_nobody_knows_is_refused() {
        assertThatThrownBy(() -> read(resource().replace("\"disorder.late\"", "\"disorder.lost\"")))
                .isInstanceOf(InvalidParametersException.class)
                .hasMessageContaining("/rows/19/values/1/id");
    }

    @Test
    void a_scenario_changes_its_own_copy_within_the_range() {
        var changed = Parameters.table().with(Parameter.DISORDER_LATE, 0.5);

        assertThat(changed.of(Parameter.DISORDER_LATE)).isEqualTo(0.5);
        assertThat(Parameters.table().of(Parameter.DISORDER_LATE)).isEqualTo(0.03);
        assertThatThrownBy(() -> changed.with(Parameter.DISORDER_LATE, 1.5))
                .hasMessageContaining("disorder.late must be 0.0 to 1.0: 1.5");
    }

    private static Parameters read(String json) {
        return Parameters.read(json.getBytes(UTF_8));
    }

    private static String resource() throws IOException {
        try (var in = Objects.requireNonNull(Parameters.class.getResourceAsStream("parameters.json"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
