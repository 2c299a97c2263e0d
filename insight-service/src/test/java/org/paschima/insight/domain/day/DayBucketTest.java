package org.paschima.insight.domain.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.domain.day.RecordFixture.at;
import static org.paschima.insight.domain.day.RecordFixture.in;
import static org.paschima.insight.domain.day.RecordFixture.measured;
import static org.paschima.insight.domain.day.RecordFixture.observed;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.Method;
import org.paschima.contract.Side;

class DayBucketTest {

    @Test
    void what_only_instruments_said_lives_in_the_hour_of_its_own_zone() {
        // 18:30 in Berlin was 23:00 in Kolkata
        var head = in(ZoneId.of("Asia/Kolkata"), LocalTime.MIDNIGHT, "watch:c-1", 1, "2026-03-02T18:30:00+01:00");

        assertThat(DayBucket.of(measured(head, observed("cva", 50))).key()).isEqualTo("2026-03-02T23");
    }

    @Test
    void an_hour_before_the_day_begins_is_a_part_of_the_day_before() {
        var head = in(ZoneId.of("Europe/Berlin"), LocalTime.of(4, 0), "watch:c-1", 1, "2026-03-03T02:10:00+01:00");

        assertThat(DayBucket.of(measured(head, observed("cva", 50))).key()).isEqualTo("2026-03-02T02");
    }

    @Test
    void what_a_person_said_lives_in_the_day_itself() {
        var head = at("app:c-1", 1, "2026-03-02T10:00:00+01:00");
        var estimated = new Observation("cva", 50, Method.SELF_ESTIMATE, Side.BOTH, null, null);

        assertThat(DayBucket.of(RecordFixture.felt(head, 0, 0)).key()).isEqualTo("2026-03-02");
        assertThat(DayBucket.of(measured(head, observed("cva", 50), estimated)).key())
                .isEqualTo("2026-03-02");
        assertThat(DayBucket.of(RecordFixture.check(
                                head,
                                null,
                                null,
                                List.of(observed("cva", 50)),
                                List.of(RecordFixture.tension("neck", Side.BOTH, 3))))
                        .key())
                .isEqualTo("2026-03-02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02", "2026-03-02T00", "2026-03-02T23"})
    void a_key_is_read_as_it_was_written(String key) {
        assertThat(DayBucket.parse(key).key()).isEqualTo(key);
        assertThat(DayBucket.parse(key).localDate()).isEqualTo(LocalDate.of(2026, 3, 2));
    }
}
