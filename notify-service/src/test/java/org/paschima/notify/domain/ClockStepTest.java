package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.deleted;
import static org.paschima.notify.domain.MemberFixture.fate;
import static org.paschima.notify.domain.MemberFixture.felt;
import static org.paschima.notify.domain.MemberFixture.livesIn;
import static org.paschima.notify.domain.MemberFixture.nobodyAt;
import static org.paschima.notify.domain.MemberFixture.practised;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.LogPosition;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.testkit.Seeds;

/** A clock that is set forward, by however much, and back again loses nothing of today and leaves nothing of that time. */
class ClockStepTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");

    private static MemberFixture setBack(MemberFixture member, Instant now) {
        member.at(now);
        member.state = ClockBack.of(member.state, List.of(), new FactPosition(new LogPosition(0, 999), now), now)
                .state();
        return member;
    }

    private record Done(Instant from, Instant to) {}

    static LongStream seeds() {
        return Seeds.first(500);
    }

    /** The judge keeps every practice for ever and looks at all of them. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_steps_the_clock_takes_practices_of_the_last_days_by_the_clock_of_now_are_found(long seed) {
        var random = new Random(seed);
        var member = aMemberAt(MORNING, BERLIN);
        var all = new HashMap<String, Done>();
        var real = MORNING;
        var step = Duration.ZERO;
        int ahead = 0;
        for (int i = 0; i < 120; i++) {
            real = real.plus(Duration.ofMinutes(random.nextInt(200)));
            if (random.nextInt(12) == 0) {
                step = random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(random.nextInt(-5_000, 900_000));
            }
            // While a clock is ahead a member practises some times, not for weeks.
            if (!step.isZero() && ahead++ > 10) {
                step = Duration.ZERO;
            }
            var now = real.plus(step);
            var start = now.minus(Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 60 : 6_000)));
            if (random.nextInt(8) == 0 && !all.isEmpty()) {
                var id = all.keySet().iterator().next();
                all.remove(id);
                member.at(now).happens(deleted(id, 2, now));
            } else {
                var length = Duration.ofMinutes(1 + random.nextInt(90));
                all.put("p" + i, new Done(start, start.plus(length)));
                member.at(now).happens(practised("p" + i, 1, start, length));
            }

            var from = now.minus(Duration.ofMinutes(random.nextInt(1_440)));
            var to = now.plus(Duration.ofMinutes(random.nextInt(31)));
            assertThat(member.state.records().practiceWithin(from, to).map(RecentRecords.Practice::end))
                    .as("line %d of seed %d", i, seed)
                    .isEqualTo(latest(all, from, to));
        }
    }

    private static Optional<Instant> latest(Map<String, Done> all, Instant from, Instant to) {
        var ends = new TreeSet<Instant>();
        all.values().forEach(done -> {
            if (done.from().compareTo(to) <= 0) {
                ends.add(done.to());
            }
        });
        return ends.isEmpty() || ends.last().isBefore(from) ? Optional.empty() : Optional.of(ends.last());
    }

    @Test
    void a_step_of_years_has_no_practice_of_today_forgotten() {
        var member = aMemberAt(MORNING, BERLIN).happens(practised("today", 1, MORNING, Duration.ofMinutes(10)));

        member.at(MORNING.plus(Duration.ofDays(2_000)))
                .happens(practised("then", 1, member.now, Duration.ofMinutes(10)))
                .at(MORNING.plusSeconds(900));

        assertThat(member.state.records().practiceWithin(MORNING, member.now).map(RecentRecords.Practice::record))
                .contains("app:today");
    }

    @Test
    void how_a_member_feels_at_a_time_to_come_says_nothing_of_now() {
        var member = aMemberAt(MORNING, BERLIN).happens(felt("now", 1, -2, MORNING));
        member.at(MORNING.plus(Duration.ofDays(400))).happens(felt("then", 1, 3, member.now));

        assertThat(member.state.records().lean(MORNING)).isEqualTo(-1);
        assertThat(member.state.records().lean(member.now)).isEqualTo(1);
    }

    @Test
    void a_zone_that_was_named_by_a_clock_that_was_ahead_holds_from_the_setting_back() {
        var member = aMemberAt(MORNING, BERLIN);
        member.at(MORNING.plus(Duration.ofDays(400))).happens(livesIn(TOKYO, 2)).happens(livesIn(HONOLULU, 3));
        assertThat(member.state.reaches()).contains(member.now);

        setBack(member, MORNING.plusSeconds(60));

        assertThat(member.state.reaches().orElseThrow()).isBeforeOrEqualTo(member.now);
        var today = LocalDate.ofInstant(member.now, BERLIN);
        var zones = Objects.requireNonNull(member.state.settings().zones());
        assertThat(zones.stated()).isEqualTo(HONOLULU);
        assertThat(zones.on(today.plusDays(1))).isEqualTo(HONOLULU);
        assertThat(member.state.nextDue().orElseThrow()).isBefore(member.now.plus(Duration.ofDays(2)));
    }

    @Test
    void a_snooze_that_was_made_by_a_clock_that_was_ahead_holds_for_seven_days_at_most() {
        var member = aMemberAt(MORNING, BERLIN).untilNudged();
        var real = member.now.plusSeconds(60);
        member.at(real.plus(Duration.ofDays(400)));
        member.happens(fate(
                member.state.history().nudges().getLast().nudgeId(),
                Fate.SNOOZED,
                member.now,
                member.now.plus(Duration.ofDays(3))));
        assertThat(member.state.reaches().orElseThrow()).isAfter(real.plus(Duration.ofDays(300)));

        setBack(member, real);

        assertThat(member.state.history().snoozedUntil()).isEqualTo(real.plus(Duration.ofDays(7)));
        assertThat(member.state.reaches().orElseThrow()).isBeforeOrEqualTo(real);
    }

    @Test
    void who_agreed_to_nudges_by_a_clock_that_was_ahead_and_has_no_profile_yet_is_set_back_once() {
        var member = nobodyAt(MORNING.plus(Duration.ofDays(400))).happens(consents(true, 1));
        assertThat(member.state.reaches()).contains(member.now);

        setBack(member, MORNING);

        assertThat(member.state.reaches()).contains(MORNING);
    }
}
