package org.paschima.insight.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.MemberId;
import org.paschima.contract.Screening;
import org.paschima.contract.catalog.Catalog;
import org.paschima.insight.domain.experiment.SelfExperiment.Drawn;

class SelfExperimentTest {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final FairCoin COIN = new FairCoin("a key".getBytes(StandardCharsets.UTF_8));

    private static SelfExperiment begun(String id) {
        return SelfExperiment.begun(id, "back-body-breath", "savasana", "primary", null, null, START);
    }

    private static Drawn draw(SelfExperiment experiment, String id, Instant at) {
        return experiment.draw(id, at, START, number -> COIN.draw(MEMBER, experiment, number));
    }

    private static SelfExperiment drawn(SelfExperiment experiment, String id, Instant at) {
        return ((Drawn.New) draw(experiment, id, at)).after();
    }

    private static Instant hours(double hours) {
        return START.plusSeconds(Math.round(hours * 3600));
    }

    @Test
    void the_same_id_gives_the_same_draw_and_is_drawn_once() {
        var once = drawn(begun("x-1"), "d-1", hours(1));

        assertThat(draw(once, "d-1", hours(1)))
                .isEqualTo(new Drawn.Again(once.draws().getFirst()));
        assertThat(once.draw("d-1", null, hours(2), _ -> "tadasana"))
                .isEqualTo(new Drawn.Again(once.draws().getFirst()));
        assertThat(draw(once, "d-1", hours(2))).isInstanceOf(Drawn.OtherTime.class);
    }

    @Test
    void nobody_can_draw_until_it_pleases() {
        var once = drawn(begun("x-1"), "d-1", hours(4));

        assertThat(draw(once, "d-2", hours(4).plusSeconds(1))).isInstanceOf(Drawn.Standing.class);
        assertThat(draw(once, "d-2", hours(6.99))).isInstanceOf(Drawn.Standing.class);
        assertThat(draw(once, "d-2", hours(1.01))).as("uploaded late").isInstanceOf(Drawn.Standing.class);
        assertThat(drawn(once, "d-2", hours(7)).draws())
                .extracting(SelfExperiment.Draw::number)
                .containsExactly(1, 2);
    }

    @Test
    void an_experiment_that_has_ended_or_not_begun_draws_nothing_but_repeats_what_it_drew() {
        var ended = drawn(begun("x-1"), "d-1", hours(1)).ended(hours(2));

        assertThat(draw(ended, "d-2", hours(9))).isEqualTo(new Drawn.Ended());
        assertThat(draw(ended, "d-1", hours(1))).isInstanceOf(Drawn.Again.class);
        assertThat(ended.ended(hours(3))).isEqualTo(ended);
        assertThat(draw(begun("x-1"), "d-1", hours(-1))).isEqualTo(new Drawn.BeforeStart());
    }

    @Test
    void the_coin_is_fair_and_falls_the_same_again_and_differs_between_experiments() {
        int first = 0;
        int asInOther = 0;
        for (int number = 1; number <= 4_000; number++) {
            var one = COIN.draw(MEMBER, begun("x-1"), number);
            assertThat(COIN.draw(MEMBER, begun("x-1"), number)).isEqualTo(one);
            first += one.equals("back-body-breath") ? 1 : 0;
            asInOther += one.equals(COIN.draw(MEMBER, begun("x-2"), number)) ? 1 : 0;
        }
        // four standard deviations
        assertThat(first).isBetween(2_000 - 126, 2_000 + 126);
        assertThat(asInOther).isBetween(2_000 - 126, 2_000 + 126);
    }

    @Test
    void another_key_draws_otherwise() {
        var other = new FairCoin("another key".getBytes(StandardCharsets.UTF_8));
        long same = IntStream.rangeClosed(1, 64)
                .filter(number ->
                        COIN.draw(MEMBER, begun("x-1"), number).equals(other.draw(MEMBER, begun("x-1"), number)))
                .count();
        assertThat(same).isLessThan(64);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "back-body-breath, not screened, ",
        "savasana, not screened, ",
        "tadasana, not screened, NOT_SCREENED",
        "tadasana, , ",
        "tadasana, glaucoma, ",
        "tadasana, dizziness-now, RULED_OUT",
        "tadasana, low-blood-pressure, CAUTION",
        "parsvottanasana, glaucoma, RULED_OUT",
        "bhujangasana, pregnancy, RULED_OUT",
        "ardha-pincha-mayurasana, neck-injury, RULED_OUT",
        "dhanurasana, , NEVER_SUGGESTED",
        "dhanurasana, not screened, NEVER_SUGGESTED"
    })
    void only_what_screening_clears_is_drawn(String practice, String condition, Clearance refusal) {
        var screening = condition == null
                ? new Screening(List.of(), 1)
                : condition.equals("not screened") ? null : new Screening(List.of(condition), 1);

        assertThat(Clearance.refusal(Catalog.v1().practice(practice).orElseThrow(), screening))
                .isEqualTo(Optional.ofNullable(refusal));
    }
}
