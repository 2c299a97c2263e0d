package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberSettings;
import org.paschima.insight.store.OneMoment;
import org.paschima.insight.store.RecordedDays;

/** On which local days a plan changed. */
class PlanDaysTest {

    private static final DayRange MARCH = new DayRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));

    private static PlanDays days(String profile, Optional<ZoneId> recordZone, String... changes) {
        return PlanDays.of(MARCH, recordZone, new OneMoment() {
            @Override
            public RecordedDays days(LocalDate from, LocalDate to, Set<DayPart> parts) {
                throw new AssertionError("no day is asked for");
            }

            @Override
            public MemberSettings settings() {
                return new MemberSettings(
                        profile.isEmpty()
                                ? Map.of()
                                : Map.of(MemberSettings.Kind.PROFILE, profile.getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public List<Instant> planChanges() {
                return List.of(changes).stream().map(Instant::parse).toList();
            }
        });
    }

    @Test
    void a_day_is_the_members_own_with_its_own_start() {
        var auckland = "{\"zone\": \"Pacific/Auckland\", \"dayStart\": \"04:00\", \"version\": 1}";

        assertThat(days(auckland, Optional.of(ZoneId.of("UTC")), "2026-03-04T14:59:59Z", "2026-03-04T15:00:00Z")
                        .changes())
                .isEqualTo(Map.of(LocalDate.of(2026, 3, 4), 1, LocalDate.of(2026, 3, 5), 1));
    }

    @Test
    void without_a_profile_it_is_that_of_the_records_and_else_of_utc() {
        assertThat(days("", Optional.of(ZoneId.of("America/New_York")), "2026-03-04T02:00:00Z")
                        .changes())
                .containsOnlyKeys(LocalDate.of(2026, 3, 3));
        assertThat(days("", Optional.empty(), "2026-03-04T02:00:00Z").changes())
                .containsOnlyKeys(LocalDate.of(2026, 3, 4));
    }

    @Test
    void changes_of_a_day_are_counted_and_those_of_other_days_than_asked_for_left_out() {
        assertThat(days(
                                "",
                                Optional.empty(),
                                "2026-02-28T23:59:59Z",
                                "2026-03-01T00:00:00Z",
                                "2026-03-31T10:00:00Z",
                                "2026-03-31T23:00:00Z",
                                "2026-04-01T00:00:00Z")
                        .changes())
                .isEqualTo(Map.of(LocalDate.of(2026, 3, 1), 1, LocalDate.of(2026, 3, 31), 2));
    }
}
