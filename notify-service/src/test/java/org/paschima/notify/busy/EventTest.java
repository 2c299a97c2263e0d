package org.paschima.notify.busy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTest {

    @ParameterizedTest
    @CsvSource({
        "P2W, PT336H",
        "+P1W, PT168H",
        "PT90M, PT90M",
        "P1DT2H, PT26H",
        "P99999999999W, PT0S",
        "P9999999999999999999D, PT0S",
        "W, PT0S",
        "SOON, PT0S"
    })
    void a_duration_is_read_as_calendars_write_it_and_is_none_where_it_cannot_be(String text, Duration read) {
        assertThat(Event.duration(text)).isEqualTo(read);
    }
}
