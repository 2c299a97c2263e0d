package org.paschima.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTest {

    @ParameterizedTest
    @CsvSource({"0,0", "3,-1", "999999999,999999999999999999"})
    void what_is_said_is_read_again(int partition, long offset) {
        var position = new LogPosition(partition, offset);

        assertThat(LogPosition.parse(position.text())).contains(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "1",
                "1:",
                ":1",
                "-1:1",
                "1:-2",
                "1:+1",
                " 1:1",
                "1:1 ",
                "1:1:1",
                "a:1",
                "1:0x1",
                "9999999999:1",
                "1:9999999999999999999",
                "\u0663:1"
            })
    void what_names_no_place_is_none(String text) {
        assertThat(LogPosition.parse(text)).isEmpty();
    }

    @Test
    void a_place_is_folded_once_the_first_that_is_not_lies_behind_it() {
        var last = LogPosition.foldedTo(2, 8);

        assertThat(last).isEqualTo(new LogPosition(2, 7));
        assertThat(last.isWithin(8)).isTrue();
        assertThat(last.isWithin(7)).isFalse();
        assertThat(LogPosition.foldedTo(2, 0).isWithin(0))
                .as("of nothing everything is folded")
                .isTrue();
    }
}
