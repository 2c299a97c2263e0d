package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.MEMBER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.RoutineHistory.Line;
import org.paschima.notify.domain.RoutineHistory.Sort;
import org.paschima.testkit.Seeds;

/** What a member is suggested to have looked at, over random logs (domain.md §5.1, tier ROUTINE). */
class RoutineHistoryTest {

    private final Ranks ranks = new Ranks(new HashMap<>());
    private MemberState state = MemberState.UNKNOWN;
    private long offset;

    private void fold(Fact fact, Instant now) {
        state = Evolution.evolve(
                        MEMBER.key(), state, fact, new FactPosition(new LogPosition(0, offset++), now), now, ranks)
                .state();
    }

    private Set<String> suggested(Instant now) {
        var suggested = new TreeSet<String>();
        state.suggestion(now)
                .ifPresent(suggestion -> suggestion
                        .because()
                        .forEach(because -> suggested.add(because.reason()
                                + (because.code() == null ? " " : " " + because.code() + " ")
                                + because.since())));
        return suggested;
    }

    static LongStream seeds() {
        return Seeds.first(2_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void after_every_line_of_any_log_a_check_is_suggested_for_the_reasons_that_the_second_judge_finds(long seed) {
        var random = new Random(seed);
        var history = new RoutineHistory(random);

        for (int i = 20 + random.nextInt(60); i > 0; i--) {
            var line = history.next();
            fold(line.fact(), line.read());

            assertThat(suggested(line.read()))
                    .as("after line %d of seed %d, %s", history.log().size() - 1, seed, line)
                    .isEqualTo(RoutineHistory.judged(history.log()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void while_a_check_is_suggested_nothing_but_quiet_breathing_is(long seed) {
        var random = new Random(seed);
        var history = new RoutineHistory(random);
        for (int i = 10 + random.nextInt(30); i > 0; i--) {
            var line = history.next();
            fold(line.fact(), line.read());
        }
        var now = history.log().getLast().read();
        fold(FactCodec.changed(new Screening(List.of(), 1)), now);

        var practices = new TreeSet<String>();
        for (int day = 0; day < 2; day++) {
            var date = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(day);
            var point = new DecisionPoint(LocalTime.NOON, date, MemberFixture.BERLIN, now);
            practices.add(
                    ContentChoice.of(Inputs.of(state, point, now)).orElseThrow().practice());
        }

        assertThat(practices)
                .isEqualTo(
                        RoutineHistory.judged(history.log()).isEmpty()
                                ? Set.of("back-body-breath", "tadasana")
                                : Set.of("back-body-breath"));
    }

    static LongStream crowds() {
        return Seeds.first(40);
    }

    /** Of a crowded day little is remembered. It is what counts, also when much of it was answered already. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("crowds")
    void of_days_with_very_many_reports_every_reason_is_still_found(long seed) {
        var random = new Random(seed);
        var log = new ArrayList<Line>();
        var begin = MemberFixture.MORNING;
        int days = 1 + random.nextInt(45);
        int strongest = 6 + random.nextInt(6);
        for (int i = 0; i < 400; i++) {
            var at = begin.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
            var isAnswer = random.nextInt(60) == 0;
            log.add(new Line(
                    isAnswer ? Sort.DISMISSED : Sort.RATED,
                    "r" + i,
                    1,
                    at,
                    MemberFixture.BERLIN,
                    LocalTime.MIDNIGHT,
                    isAnswer ? i - random.nextInt(20) : random.nextInt(strongest),
                    random.nextInt(20) == 0 ? random.nextInt(strongest) : 0,
                    "",
                    begin.plus(Duration.ofDays(50))));
            fold(log.getLast().fact(), log.getLast().read());

            if (i % 10 != 9) {
                continue;
            }
            assertThat(reasons(suggested(log.getLast().read())))
                    .as("after line %d of seed %d", i, seed)
                    .isEqualTo(reasons(RoutineHistory.judged(log)));
        }
        assertThat(state.reports().byRecord()).hasSizeLessThan(600);
    }

    private static Set<String> reasons(Set<String> suggested) {
        var reasons = new TreeSet<String>();
        suggested.forEach(each -> reasons.add(each.substring(0, each.indexOf(' '))));
        return reasons;
    }
}
