package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class BackingChoiceTest {

    private static BackingChoice choice(Map<String, String> env, boolean hasImages, boolean isInContainer) {
        return BackingChoice.of(env, _ -> hasImages, isInContainer);
    }

    @Test
    void containers_are_taken_where_they_are_to_be_had() {
        var choice = choice(Map.of(), true, false);

        assertThat(choice.isContainers()).isTrue();
        assertThat(choice.kafkaImage()).isEqualTo("apache/kafka:4.4.0");
        assertThat(choice.mongoImage()).isEqualTo("mongo:8.0");
    }

    @Test
    void both_images_have_to_be_there_and_nothing_is_pulled() {
        for (var only : new String[] {"apache/kafka:4.4.0", "mongo:8.0"}) {
            var choice = BackingChoice.of(Map.of(), only::equals, false);
            assertThat(choice.isContainers()).as(only).isFalse();
            assertThat(choice.reason()).contains("docker pull");
        }
    }

    @Test
    void local_never_asks_docker() {
        Predicate<String> asks = image -> fail("asked for " + image);

        assertThat(BackingChoice.of(Map.of("PASCHIMA_BACKING", "local"), asks, false)
                        .isContainers())
                .isFalse();
    }

    @Test
    void containers_that_are_asked_for_and_not_to_be_had_fail_with_the_remedy() {
        assertThatThrownBy(() -> choice(Map.of("PASCHIMA_BACKING", "containers"), false, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("docker pull apache/kafka:4.4.0");
    }

    @Test
    void images_can_be_named() {
        var choice = choice(Map.of("KAFKA_IMAGE", "k:1", "MONGO_IMAGE", "m:2"), true, false);

        assertThat(choice.kafkaImage()).isEqualTo("k:1");
        assertThat(choice.mongoImage()).isEqualTo("m:2");
    }

    @Test
    void inside_a_container_the_host_of_published_ports_has_to_be_named() {
        assertThat(choice(Map.of(), true, true).isContainers()).isFalse();
        assertThatThrownBy(() -> choice(Map.of("PASCHIMA_BACKING", "containers"), true, true))
                .hasMessageContaining("TESTCONTAINERS_HOST_OVERRIDE");
        assertThat(choice(Map.of("TESTCONTAINERS_HOST_OVERRIDE", "localhost"), true, true)
                        .isContainers())
                .isTrue();
    }

    @Test
    void an_unknown_backing_is_refused() {
        assertThatThrownBy(() -> choice(Map.of("PASCHIMA_BACKING", "cloud"), true, false))
                .hasMessageContaining("auto, containers or local");
    }
}
