package org.paschima.insight.domain.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.domain.effect.StudioFixture;

class PrimarySumTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    private static DayCells day(List<MemberRecord> records) {
        return DayCells.of(records.stream()
                .map(record ->
                        new StoredRecord(record, FactCodec.recorded(record).rank(), 0))
                .toList());
    }

    @Test
    void one_bad_hour_that_was_told_ten_times_counts_as_often_as_a_calm_evening() {
        var records = new ArrayList<MemberRecord>();
        for (int i = 0; i < 10; i++) {
            records.add(StudioFixture.tension("m-" + i, MORNING.plusSeconds(60L * i), "neck", 9));
        }
        records.add(StudioFixture.tension("e-1", MORNING.plusSeconds(36_000), "neck", 3));
        records.add(StudioFixture.tension("e-2", MORNING.plusSeconds(36_060), "upper-back", 1));
        records.add(StudioFixture.tension("e-3", MORNING.plusSeconds(36_060), "jaw", 10));

        var week = PrimarySum.NONE.plus(day(records));

        assertThat(week.moments()).isEqualTo(2);
        assertThat(week.mean()).isCloseTo((9 + 2) / 2.0, within(1e-12));
    }

    @Test
    void who_rated_nothing_of_it_is_not_counted() {
        var week = PrimarySum.NONE.plus(day(List.of(StudioFixture.tension("j", MORNING, "jaw", 10))));

        assertThat(week.isEmpty()).isTrue();
    }
}
