package org.paschima.insight.domain.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/**
 * Somebody who asks for the effect of any ranges, remembers every answer and subtracts each from each, learns nothing of fewer
 * members than are ever told of together: the seeded search over pairs of answers finds nothing, and does find something
 * without the rule (docs/adr/0029).
 */
class EffectDifferencingTest {

    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final int QUESTIONS = 60;

    static LongStream seeds() {
        return Seeds.first(8);
    }

    /** The days that an answer is about, and the counts in it. */
    private record Heard(LocalDate first, LocalDate last, int members, long points) {
        Set<LocalDate> days() {
            var days = new HashSet<LocalDate>();
            for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
                days.add(day);
            }
            return days;
        }
    }

    /** How ranges are answered. */
    private interface Answering {
        Optional<Heard> answer(LocalDate from, LocalDate to);
    }

    /** Members who come and go: of some weeks only few are left. */
    private static List<StudioFixture.Member> studio(Random random) {
        var studio = new ArrayList<StudioFixture.Member>();
        for (int i = 0; i < 45; i++) {
            studio.add(StudioFixture.aMember(random, i < 32 ? 56 : 5 + random.nextInt(80)));
        }
        return studio;
    }

    private static NudgeEffect.Answer effect(List<StudioFixture.Member> studio, LocalDate from, LocalDate to) {
        var effect = new NudgeEffect(Outcome.MINUTES, LATER);
        for (var member : studio) {
            var within = member.decisions().stream()
                    .filter(decision -> !decision.localDate().isBefore(from)
                            && !decision.localDate().isAfter(to))
                    .toList();
            effect.add(new MemberSpan(StudioFixture.FIRST, within, List.of()));
        }
        return effect.answer();
    }

    private static Optional<Heard> told(NudgeEffect.Answer answer, LocalDate from, LocalDate to) {
        return answer.reason() == NudgeEffect.Reason.NOT_ENOUGH_DATA
                ? Optional.empty()
                : Optional.of(new Heard(from, to, answer.members(), answer.availablePoints()));
    }

    /** As the route does. */
    private static Answering byTheRule(List<StudioFixture.Member> studio) {
        Map<Period, Optional<Heard>> known = new HashMap<>();
        return (from, to) -> Period.lastWithin(from, to, TODAY)
                .flatMap(period -> known.computeIfAbsent(
                        period,
                        each -> told(effect(studio, each.first(), each.last()).shown(), each.first(), each.last())));
    }

    private static Answering withoutTheRule(List<StudioFixture.Member> studio) {
        return (from, to) -> told(effect(studio, from, to), from, to);
    }

    private static List<Heard> asked(Random random, Answering answering) {
        var heard = new ArrayList<Heard>();
        for (int i = 0; i < QUESTIONS; i++) {
            var from = StudioFixture.FIRST.plusDays(random.nextInt(30));
            var to = from.plusDays(20 + random.nextInt(50));
            answering.answer(from, to).ifPresent(heard::add);
            answering.answer(from, to.plusDays(1)).ifPresent(heard::add);
        }
        return heard;
    }

    /** Two answers about days of which one has some that the other has not, and some in common, subtract to those. */
    private static Optional<String> finds(List<Heard> heard) {
        for (var one : heard) {
            for (var other : heard) {
                var rest = one.days();
                rest.removeAll(other.days());
                if (!rest.isEmpty() && rest.size() < one.days().size()) {
                    return Optional.of("%s less %s: %d points of %d days"
                            .formatted(one, other, one.points() - other.points(), rest.size()));
                }
            }
        }
        return Optional.empty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_two_answers_differ_by_less_than_is_told_of(long seed) {
        var random = new Random(seed);
        var heard = asked(random, byTheRule(studio(random)));

        assertThat(heard).as("something is told").isNotEmpty();
        assertThat(finds(heard)).isEmpty();
        assertThat(heard).allSatisfy(answer -> {
            assertThat(answer.members() % 10).isZero();
            assertThat(answer.points() % 100).isZero();
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void without_the_rule_a_day_is_counted_by_subtracting(long seed) {
        var random = new Random(seed);
        var studio = studio(random);
        var heard = asked(random, withoutTheRule(studio));

        assertThat(finds(heard)).isPresent();
    }

    @Test
    void an_interval_does_not_tell_how_many_there_were() {
        var random = new Random(Seeds.one(3));
        var studio = new ArrayList<StudioFixture.Member>();
        for (int i = 0; i < 47; i++) {
            studio.add(StudioFixture.aMember(random, 28));
        }
        var effect = new NudgeEffect(Outcome.MINUTES, LATER);
        studio.forEach(member -> effect.add(member.span()));
        var exact = effect.answer();
        var shown = exact.shown();

        assertThat(exact.members()).isEqualTo(47);
        assertThat(shown.members()).isEqualTo(40);
        assertThat(shown.df()).isEqualTo(37);
        var overall = java.util.Objects.requireNonNull(shown.overall());
        var known = java.util.Objects.requireNonNull(exact.overall());
        assertThat(overall.beta()).isEqualTo(known.beta());
        assertThat(overall.high()).isGreaterThan(known.high());
        assertThat(overall.low()).isLessThan(known.low());
    }

    @Test
    void periods_tile_the_calendar_and_are_told_when_they_are_closed() {
        var first = LocalDate.of(2026, 3, 2);
        var last = first.plusDays(27);

        assertThat(Period.lastWithin(first, last, TODAY)).contains(new Period(first));
        assertThat(Period.lastWithin(first.plusDays(1), last, TODAY)).isEmpty();
        assertThat(Period.lastWithin(first, last.minusDays(1), TODAY)).isEmpty();
        assertThat(Period.lastWithin(first, last, last.plusDays(7))).isEmpty();
        assertThat(Period.lastWithin(first, last, last.plusDays(8))).contains(new Period(first));
        assertThat(Period.lastWithin(first.minusDays(60), last.plusDays(27), TODAY))
                .contains(new Period(first));
        assertThatThrownBy(() -> new Period(first.plusDays(7))).isInstanceOf(IllegalArgumentException.class);
    }
}
