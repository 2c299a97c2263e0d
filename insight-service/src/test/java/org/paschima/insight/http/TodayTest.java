package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Language;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.LastDay;
import org.paschima.insight.store.MemberSettings;
import org.paschima.insight.store.OneMoment;
import org.paschima.insight.store.RecordedDays;

/** What is told of today: the last report of each region and how old it is, by the member's own day. */
class TodayTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final List<MemberRecord> records = new ArrayList<>();
    private Optional<String> profile = Optional.empty();

    private RecordHead head(String at) {
        var time = OffsetDateTime.parse(at);
        return new RecordHead(
                new RecordId("app", "r-" + records.size()),
                1,
                time,
                BERLIN,
                LocalTime.MIDNIGHT,
                LocalDays.of(time.toInstant(), BERLIN, LocalTime.MIDNIGHT));
    }

    private void reported(String at, String region, Side side, int value) {
        records.add(new TensionReport(
                head(at), List.of(new Tension(region, side, value)), null, List.of(), Moment.ROUTINE));
    }

    private void felt(String at, int frontBack) {
        records.add(new PostureCheck(
                head(at), Position.SITTING, "desk", new Felt(frontBack, 0), null, List.of(), null, List.of(), null));
    }

    private Today today(Instant now) {
        return Today.of(Language.EN, now, new Kept());
    }

    /** The records as they would be stored. */
    private final class Kept implements OneMoment {
        @Override
        public RecordedDays days(LocalDate from, LocalDate to, Set<DayPart> parts) {
            SortedMap<LocalDate, List<StoredRecord>> byDay = new TreeMap<>();
            for (var record : records) {
                byDay.computeIfAbsent(record.head().localDate(), _ -> new ArrayList<>())
                        .add(new StoredRecord(record, FactCodec.recorded(record).rank(), 0));
            }
            SortedMap<LocalDate, DayCells> days = new TreeMap<>();
            byDay.forEach((date, ofDay) -> days.put(date, DayCells.of(ofDay)));
            return new RecordedDays(
                    days.subMap(from, to.plusDays(1)),
                    days.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new LastDay(days.lastKey(), BERLIN, NOW.plusSeconds(86_400))));
        }

        @Override
        public MemberSettings settings() {
            Map<MemberSettings.Kind, byte[]> winning = new EnumMap<>(MemberSettings.Kind.class);
            profile.ifPresent(json -> winning.put(MemberSettings.Kind.PROFILE, json.getBytes(StandardCharsets.UTF_8)));
            return new MemberSettings(winning);
        }

        @Override
        public List<Instant> planChanges() {
            return List.of();
        }
    }

    @Test
    void the_last_report_of_each_region_and_side_is_told_with_its_age_in_local_days() {
        reported("2026-02-20T10:00:00+01:00", "neck", Side.BOTH, 7);
        reported("2026-02-28T23:30:00+01:00", "neck", Side.BOTH, 4);
        reported("2026-03-02T08:00:00+01:00", "shoulder", Side.LEFT, 6);
        reported("2026-03-02T07:00:00+01:00", "shoulder", Side.LEFT, 2);

        var regions = today(NOW).regions();

        assertThat(regions)
                .extracting(Today.OfRegion::cell)
                .containsExactly(new CellKey("neck", Side.BOTH), new CellKey("shoulder", Side.LEFT));
        assertThat(regions).extracting(each -> each.latest().value()).containsExactly(4, 6);
        assertThat(regions).extracting(Today.OfRegion::daysAgo).containsExactly(2L, 0L);
    }

    @Test
    void a_level_is_told_from_four_reports_on_and_does_not_change_while_nothing_is_reported() {
        for (int day = 10; day < 14; day++) {
            reported("2026-02-" + day + "T10:00:00+01:00", "neck", Side.BOTH, 5);
        }
        reported("2026-02-20T10:00:00+01:00", "jaw", Side.BOTH, 5);

        var regions = today(NOW).regions();
        var later = today(NOW.plusSeconds(7 * 86_400)).regions();

        assertThat(regions.get(0).level().value())
                .as("one report is almost pure noise")
                .isNull();
        assertThat(regions.get(1).level().effectiveReports()).isLessThan(4);
        reported("2026-02-14T10:00:00+01:00", "neck", Side.BOTH, 5);
        assertThat(today(NOW).regions().get(1).level().value()).isCloseTo(5, Offset.offset(1e-9));
        assertThat(later.get(1).level().effectiveReports())
                .isCloseTo(regions.get(1).level().effectiveReports(), Offset.offset(1e-9));
    }

    @Test
    void the_day_begins_when_the_member_says_where_the_member_lives() {
        reported("2026-03-01T20:00:00+01:00", "neck", Side.BOTH, 4);
        var justAfterMidnight = Instant.parse("2026-03-02T00:30:00Z"); // 01:30 in Berlin

        assertThat(today(justAfterMidnight).localDate()).isEqualTo(LocalDate.of(2026, 3, 2));
        profile = Optional.of(
                "{\"zone\": \"Europe/Berlin\", \"dayStart\": \"04:00\", \"language\": \"en\", \"version\": 1}");
        assertThat(today(justAfterMidnight).localDate()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(today(justAfterMidnight).regions().getFirst().daysAgo()).isZero();

        profile = Optional.of(
                "{\"zone\": \"Pacific/Auckland\", \"dayStart\": \"00:00\", \"language\": \"en\", \"version\": 2}");
        assertThat(today(NOW).localDate()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(today(Instant.parse("2026-03-02T12:00:00Z")).localDate()).isEqualTo(LocalDate.of(2026, 3, 3));
    }

    @Test
    void posture_is_of_the_last_seven_days_and_names_the_last_check() {
        felt("2026-02-20T10:00:00+01:00", 3);
        felt("2026-02-27T10:00:00+01:00", -2);
        felt("2026-03-02T09:30:00+01:00", -1);

        var today = today(NOW);

        assertThat(today.posture().checks()).isEqualTo(2);
        assertThat(today.posture().frontBack().meanSigned()).isEqualTo(-1.5);
        assertThat(today.lastCheck().orElseThrow().frontBack()).isEqualTo(-1);
    }

    @Test
    void of_a_member_never_seen_all_parts_are_empty() {
        var today = today(NOW);

        assertThat(today.regions()).isEmpty();
        assertThat(today.posture().checks()).isZero();
        assertThat(today.day().practices()).isEmpty();
        assertThat(today.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(today.change().verdict().found()).isEmpty();
    }
}
