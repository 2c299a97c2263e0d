package org.paschima.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.LocalDays;

class ClockChangesTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2025-03-30",
        "Europe/Berlin, 2025-10-26",
        "America/New_York, 2025-03-09",
        "Australia/Lord_Howe, 2025-04-06",
        "Australia/Lord_Howe, 2025-10-05",
        "America/Santiago, 2025-09-07",
        "America/Havana, 2025-03-09"
    })
    void days_on_which_clocks_change_have_reports_that_belong_to_them(String zone, LocalDate changes) {
        var model = Scenario.DST_WEEK
                .in(Model.full())
                .in(List.of(ZoneId.of(zone)))
                .with(Parameter.ANSWERED_MISSING_MEDIAN, 0.01)
                .with(Parameter.ANSWERED_MISSING_SPREAD, 0)
                .with(Parameter.ANSWERED_MISSING_LEAST, 0.01)
                .with(Parameter.TRAVEL_MONTHLY, 0);
        var nights = 0;
        for (int number = 1; number <= 20; number++) {
            for (var record :
                    Studio.member(model, "t", 1, number, changes.plusDays(3), 7).records()) {
                var head = record.head();
                assertThat(head.localDate())
                        .isEqualTo(LocalDays.of(head.at().toInstant(), head.zone(), head.dayStart()))
                        .isBetween(changes.minusDays(3), changes.plusDays(3));
                assertThat(head.at().getOffset())
                        .isEqualTo(head.zone().getRules().getOffset(head.at().toInstant()));
                nights += head.at().toLocalDate().isAfter(head.localDate()) ? 1 : 0;
            }
        }
        var start = changes.atTime(4, 0).minusDays(1).atZone(ZoneId.of(zone));
        assertThat(Duration.between(start, changes.plusDays(1).atTime(4, 0).atZone(ZoneId.of(zone))))
                .isNotEqualTo(Duration.ofDays(2));
        assertThat(nights).isPositive();
    }
}
