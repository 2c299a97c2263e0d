package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Practice;

/** The sample can be loaded at any time of any day, wherever its members are. */
class SampleStudioTest {

    /** Every half hour of a leap day and of a day on which European clocks change. */
    static Stream<Instant> halfHours() {
        return Stream.of(LocalDate.of(2028, 2, 29), LocalDate.of(2026, 3, 29))
                .flatMap(day -> IntStream.range(0, 48)
                        .mapToObj(half ->
                                day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(30L * half))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("halfHours")
    void nothing_of_the_sample_lies_in_the_future_and_it_ends_near_now(Instant now) {
        var times = new ArrayList<Instant>();
        for (var told : SampleStudio.told(now)) {
            for (var record : told.records()) {
                times.add(endOf(record));
                assertThat(record.head().at().toInstant()).isBefore(now);
                assertThat(endOf(record)).isBefore(now);
            }
        }

        assertThat(times.stream().max(Instant::compareTo).orElseThrow()).isAfter(now.minus(Duration.ofHours(8)));
        assertThat(times.stream().min(Instant::compareTo).orElseThrow()).isBefore(now.minus(Duration.ofDays(85)));
    }

    @Test
    void a_load_that_is_begun_anew_says_the_same() {
        var now = Instant.parse("2026-11-28T05:00:00Z");

        assertThat(SampleStudio.told(now).stream().map(SampleStudio.Told::records))
                .containsExactlyElementsOf(SampleStudio.told(now).stream()
                        .map(SampleStudio.Told::records)
                        .toList());
    }

    private static Instant endOf(MemberRecord record) {
        return record instanceof Practice practice && practice.endedAt() != null
                ? practice.endedAt().toInstant()
                : record.head().at().toInstant();
    }
}
