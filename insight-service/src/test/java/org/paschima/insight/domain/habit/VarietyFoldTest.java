package org.paschima.insight.domain.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.AxisCell;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Posture;
import org.paschima.insight.domain.day.SessionDone;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.testkit.Seeds;

class VarietyFoldTest {

    private static final long NOON = 1_772_449_200;

    /** A craniovertebral angle 4 degrees below the band of 48 to 58 is one step off neutral. */
    private static final double NEUTRAL = 53;

    private static final List<Position> POSITIONS = List.of(Position.values());

    static LongStream seeds() {
        return Seeds.first(100);
    }

    private static CheckDone check(double minute, @Nullable Position position, @Nullable Double cva) {
        return new CheckDone(
                new RecordId("watch", "c-" + Math.round(minute * 60)),
                NOON + Math.round(minute * 60),
                12,
                position,
                null,
                null,
                null,
                null,
                null,
                null,
                cva == null ? List.of() : List.of(new CheckDone.Measured("cva", cva)),
                null);
    }

    private static SessionDone session(double minute, double minutes) {
        return new SessionDone(
                new RecordId("app", "p-" + minute),
                NOON + Math.round(minute * 60),
                null,
                12,
                "desk",
                Moment.ROUTINE,
                List.of(new SessionDone.Part("tadasana", minutes, List.of())),
                false,
                List.of(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    private static Variety variety(Collection<CheckDone> checks, SessionDone... sessions) {
        return VarietyFold.of(checks, List.of(sessions), Posture.Bands.DEFAULT);
    }

    private static double cva(double steps) {
        return steps < 0 ? 48 + 4 * steps : 58 + 4 * steps;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ten_minutes_of_jitter_around_a_threshold_are_one_episode(long seed) {
        var random = new Random(seed);
        for (double threshold : new double[] {VarietyFold.ENTRY, VarietyFold.EXIT}) {
            for (int side : new int[] {-1, 1}) {
                // Given: neutral, then clearly off, then ten minutes of jitter each second, then neutral again
                var checks = new ArrayList<CheckDone>();
                checks.add(check(0, null, NEUTRAL));
                checks.add(check(1, null, cva(side * 1.01)));
                for (int second = 0; second < 600; second++) {
                    double jitter = 0.49 * (2 * random.nextDouble() - 1);
                    // around the exit only once it is crossed may it end, and not begin again
                    checks.add(check(2 + second / 60.0, null, cva(side * (threshold + jitter))));
                }
                checks.add(check(12.5, null, NEUTRAL));

                // When
                var episodes = variety(checks).episodes();

                // Then
                assertThat(episodes.count()).isEqualTo(1);
                assertThat(side < 0 ? episodes.collapsed() : episodes.overcorrected())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void a_swing_from_one_side_to_the_other_is_two_episodes() {
        var episodes = variety(List.of(
                        check(0, null, NEUTRAL),
                        check(5, null, cva(-1.5)),
                        check(10, null, cva(1.5)),
                        check(15, null, NEUTRAL)))
                .episodes();

        assertThat(episodes).isEqualTo(new Variety.Episodes(1, 1, 10, 5));
    }

    @Test
    void a_change_is_a_position_a_way_into_or_out_of_neutral_or_practice() {
        var found = variety(
                List.of(
                        check(0, Position.SITTING, NEUTRAL),
                        check(10, Position.SITTING, NEUTRAL),
                        check(20, Position.STANDING, cva(-2)),
                        check(30, Position.STANDING, NEUTRAL),
                        check(50, Position.STANDING, NEUTRAL),
                        check(70, Position.STANDING, NEUTRAL)),
                session(52, 3));

        assertThat(found.changes())
                .as("standing up and slouching at once, neutral again, practice")
                .isEqualTo(3);
        assertThat(found.observedMinutes()).isEqualTo(70);
        assertThat(found.isEnough()).isTrue();
        assertThat(found.changesPerWakingHour()).isCloseTo(3 * 60 / 70.0, within(1e-12));
        assertThat(found.longestStaticMinutes()).isEqualTo(20);
        assertThat(found.last().orElseThrow().minutesSinceChange()).isEqualTo(15);
    }

    @Test
    void what_nobody_observed_is_not_static() {
        var found = variety(List.of(
                check(0, Position.SITTING, cva(-2)),
                check(20, Position.SITTING, cva(-2)),
                // lunch, for all we know
                check(90, Position.SITTING, cva(-2)),
                check(100, Position.SITTING, cva(-2))));

        assertThat(found.longestStaticMinutes()).isEqualTo(20);
        assertThat(found.observedMinutes()).isEqualTo(30);
        assertThat(found.changes()).as("nobody saw one").isZero();
        assertThat(found.episodes()).isEqualTo(new Variety.Episodes(2, 0, 30, 20));
        assertThat(found.last().orElseThrow().minutesSinceChange()).isEqualTo(10);
        assertThat(found.isEnough()).isFalse();
    }

    @Test
    void thirty_minutes_are_observed_and_a_second_more_is_not() {
        assertThat(variety(List.of(check(0, null, NEUTRAL), check(30, null, NEUTRAL)))
                        .longestStaticMinutes())
                .isEqualTo(30);
        assertThat(variety(List.of(check(0, null, NEUTRAL), check(30 + 1 / 60.0, null, NEUTRAL)))
                        .longestStaticMinutes())
                .isZero();
    }

    @Test
    void a_long_practice_is_no_stillness() {
        var found = variety(
                List.of(check(0, Position.SITTING, NEUTRAL), check(95, Position.SITTING, NEUTRAL)), session(5, 80));

        assertThat(found.longestStaticMinutes()).isEqualTo(10);
        assertThat(found.observedMinutes()).isEqualTo(95);
    }

    @Test
    void nothing_was_seen() {
        assertThat(variety(List.of())).isEqualTo(Variety.NONE);
        assertThat(Variety.NONE.isEnough()).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void two_adjacent_uploads_are_one_upload(long seed) {
        // Given: a day of checks, with gaps, and practice
        var random = new Random(seed);
        var checks = new ArrayList<CheckDone>();
        var sessions = new ArrayList<SessionDone>();
        double minute = 0;
        for (int i = 0; i < 200; i++) {
            minute += random.nextInt(12) == 0 ? 1 + random.nextInt(80) : 1 + random.nextInt(4);
            checks.add(check(
                    minute,
                    random.nextBoolean() ? POSITIONS.get(random.nextInt(POSITIONS.size())) : null,
                    random.nextInt(4) == 0 ? null : cva(3 * (2 * random.nextDouble() - 1))));
            if (random.nextInt(40) == 0) {
                sessions.add(session(minute + 0.5, 1 + random.nextInt(15)));
            }
        }

        // When: they come in two uploads, split anywhere, each in any order
        int split = random.nextInt(checks.size() + 1);
        var first = cells(checks.subList(0, split), sessions, random);
        var second = cells(checks.subList(split, checks.size()), List.of(), random);

        // Then
        var merged = random.nextBoolean() ? first.plus(second) : second.plus(first);
        assertThat(VarietyFold.of(merged.checks(), merged.sessions(), Posture.Bands.DEFAULT))
                .isEqualTo(VarietyFold.of(checks, sessions, Posture.Bands.DEFAULT));
    }

    private static DayCells cells(List<CheckDone> checks, List<SessionDone> sessions, Random random) {
        var shuffled = new ArrayList<>(checks);
        Collections.shuffle(shuffled, random);
        return new DayCells(
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                TensionCell.EMPTY,
                Collections.emptySortedMap(),
                AxisCell.EMPTY,
                AxisCell.EMPTY,
                sessions,
                shuffled,
                List.of());
    }
}
