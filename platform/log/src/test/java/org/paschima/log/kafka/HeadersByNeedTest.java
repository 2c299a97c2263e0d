package org.paschima.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class HeadersByNeedTest {

    @Test
    void a_header_is_found_by_its_name_and_the_last_of_a_name_counts() {
        var headers = new HeadersByNeed(
                new RecordHeaders().add("a", utf8("1")).add("b", utf8("2")).add("a", utf8("3")));

        assertThat(headers.get("a")).isEqualTo(utf8("3"));
        assertThat(headers.get("b")).isEqualTo(utf8("2"));
        assertThat(headers.get("c")).isNull();
        assertThat(headers.containsKey("c")).isFalse();
    }

    @Test
    void all_of_them_are_what_each_is_by_its_name() {
        var headers = new HeadersByNeed(new RecordHeaders()
                .add("a", utf8("1"))
                .add("b", utf8("2"))
                .add("a", utf8("3"))
                .add("b", null)
                .add("c", null)
                .add("d", utf8("")));

        assertThat(Map.copyOf(headers)).containsOnlyKeys("a", "d");
        headers.forEach((name, value) -> assertThat(headers.get(name)).isEqualTo(value));
        assertThat(headers.get("b")).isNull();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
