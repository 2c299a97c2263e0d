package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.livesIn;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.NothingInQuietHours;
import org.paschima.testkit.Seeds;
import org.paschima.testkit.SeqOnceInOrder;

/** P7 over random lives: zone changes, changes of the clocks, late deciding, practices, symptoms, jumps. */
class CapsTest {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Santiago"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Pacific/Honolulu"),
            ZoneId.of("Asia/Kolkata"));

    static LongStream seeds() {
        return Seeds.first(15);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void caps_quiet_hours_and_care_hold_are_never_violated(long seed) {
        var random = new Random(seed);
        var caps =
                new Caps(random.nextInt(1, 7), random.nextInt(1, 31), random.nextInt(0, 240), random.nextInt(0, 240));
        var quiet = new QuietHours(LocalTime.of(random.nextInt(18, 24), 0), LocalTime.of(random.nextInt(5, 10), 0));
        var slots = new ArrayList<LocalTime>();
        for (int hour = random.nextInt(3); hour < 24 && slots.size() < 12; hour += random.nextInt(1, 4)) {
            slots.add(LocalTime.of(hour, random.nextInt(60)));
        }
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        var start = Instant.parse(random.nextBoolean() ? "2026-03-01T00:00:00Z" : "2026-09-25T00:00:00Z");
        var nothingInQuietHours = new NothingInQuietHours(quiet.from(), quiet.to());
        var member = aMemberAt(start, zone).happens(FactCodec.changed(MemberFixture.planWith(caps, slots, quiet, 1)));
        boolean held = false;

        for (int step = 0; step < 2500; step++) {
            member.at(member.now.plusSeconds(
                    random.nextInt(60) == 0 ? random.nextInt(3 * 86_400) : random.nextInt(2_400)));
            switch (random.nextInt(120)) {
                case 0, 1 -> {
                    zone = ZONES.get(random.nextInt(ZONES.size()));
                    member.happens(livesIn(zone, step + 2));
                }
                case 2, 3, 4 ->
                    member.happens(practised("p" + step, 1, member.now.minusSeconds(300), Duration.ofMinutes(5)));
                case 5 -> {
                    member.happens(symptom("s" + step, 1, "fever", member.now));
                    held = true;
                }
                case 6, 7 -> {
                    member.happens(MemberFixture.states(
                            "t" + step, 1, Statement.CHECKED_BY_PROFESSIONAL, member.now.plusMillis(1)));
                    held = false;
                }
                default -> {}
            }
            int before = member.log.size();
            member.decides();
            for (var event : member.log.subList(before, member.log.size())) {
                var issued = (NudgeEvent.Issued) event;
                assertThat(held).as("sent during a care hold").isFalse();
                for (var where :
                        List.of(zone, issued.issuedAt().toZonedDateTime().getZone())) {
                    nothingInQuietHours.holds(issued.issuedAt().toInstant(), where, "a nudge");
                }
            }
        }

        checkCaps(member, caps);
        assertThat(member.receipts)
                .extracting(r -> r.localDate() + " " + r.slot())
                .doesNotHaveDuplicates();
        SeqOnceInOrder.holdsWithoutGaps(member.log.stream().map(NudgeEvent::seq).toList(), member.log.size());
    }

    private static void checkCaps(MemberFixture member, Caps caps) {
        var sent = member.log.stream()
                .filter(NudgeEvent.Issued.class::isInstance)
                .map(NudgeEvent.Issued.class::cast)
                .toList();
        assertThat(sent).as("a life in which nothing is sent shows nothing").isNotEmpty();
        for (int i = 0; i < sent.size(); i++) {
            var last = sent.get(i);
            var instant = last.issuedAt().toInstant();
            var earlier = sent.subList(0, i + 1);
            assertThat(earlier.stream()
                            .filter(e -> e.localDate().equals(last.localDate()))
                            .count())
                    .as("on %s", last.localDate())
                    .isLessThanOrEqualTo(caps.perDay());
            assertThat(since(earlier, instant.minus(Duration.ofHours(24)))).isLessThanOrEqualTo(caps.perDay());
            assertThat(since(earlier, instant.minus(Duration.ofDays(7)))).isLessThanOrEqualTo(caps.per7Days());
            assertThat(earlier.stream()
                            .filter(e -> e.localDate().isAfter(last.localDate().minusDays(7)))
                            .count())
                    .isLessThanOrEqualTo(caps.per7Days());
            if (i > 0) {
                assertThat(Duration.between(sent.get(i - 1).issuedAt(), last.issuedAt()))
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(caps.minGapMinutes()));
            }
        }
    }

    private static long since(List<NudgeEvent.Issued> sent, Instant instant) {
        return sent.stream()
                .filter(e -> e.issuedAt().toInstant().isAfter(instant))
                .count();
    }
}
