package org.paschima.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class CopiedHeadersTest {

    @Test
    void a_header_is_found_by_its_name_and_the_last_of_a_name_counts() {
        var headers = copied(
                new RecordHeaders().add("a", utf8("1")).add("b", utf8("2")).add("a", utf8("3")));

        assertThat(headers.get("a")).isEqualTo(utf8("3"));
        assertThat(headers.get("b")).isEqualTo(utf8("2"));
        assertThat(headers.get("c")).isNull();
        assertThat(headers.containsKey("c")).isFalse();
    }

    @Test
    void all_of_them_are_what_each_is_by_its_name() {
        var headers = copied(new RecordHeaders()
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

    @Test
    void a_record_has_its_own_names_and_values_whatever_the_one_before_had() {
        var first = copied(new RecordHeaders().add("a", utf8("1")).add("b", utf8("2")));
        var alike = CopiedHeaders.of(new RecordHeaders().add("a", utf8("3")).add("b", utf8("4")), first);
        var other = CopiedHeaders.of(new RecordHeaders().add("a", utf8("5")).add("c", utf8("6")), alike);
        var fewer = CopiedHeaders.of(new RecordHeaders().add("c", utf8("7")), other);

        assertThat(first).containsOnly(Map.entry("a", utf8("1")), Map.entry("b", utf8("2")));
        assertThat(alike).containsOnly(Map.entry("a", utf8("3")), Map.entry("b", utf8("4")));
        assertThat(other).containsOnly(Map.entry("a", utf8("5")), Map.entry("c", utf8("6")));
        assertThat(fewer).containsOnly(Map.entry("c", utf8("7")));
    }

    @Test
    void the_buffer_that_a_record_came_in_may_be_used_again() {
        var buffer = ByteBuffer.wrap(utf8("value"));
        var headers = copied(new RecordHeaders().add(new RecordHeader(ByteBuffer.wrap(utf8("a")), buffer.duplicate())));

        buffer.put(0, (byte) 'x');

        assertThat(headers.get("a")).isEqualTo(utf8("value"));
    }

    private static CopiedHeaders copied(Headers headers) {
        return CopiedHeaders.of(headers, CopiedHeaders.NONE);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
