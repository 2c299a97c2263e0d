package org.paschima.insight.domain.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.testkit.Seeds;

/** domain.md §4.6: outcomes (a) and (b). */
class ProximalTest {

    private static final Instant DECIDED = Instant.parse("2026-03-02T10:30:00Z");
    private static final long AT = DECIDED.getEpochSecond();

    private static Optional<Proximal.Seen> after(Outcome outcome, MemberRecord... records) {
        return new Proximal(StudioFixture.days(List.of(records))).after(outcome, AT);
    }

    private static Instant minutes(long after) {
        return DECIDED.plusSeconds(after * 60);
    }

    @Test
    void minutes_of_the_hour_after_and_of_the_day_before() {
        var seen = after(
                Outcome.MINUTES,
                StudioFixture.practised("too-early", minutes(-24 * 60 - 10), 5),
                StudioFixture.practised("before", minutes(-20 * 60), 10),
                StudioFixture.practised("after", minutes(0), 3),
                StudioFixture.practised("later", minutes(40), 4),
                StudioFixture.practised("too-late", minutes(60), 5));

        assertThat(seen).contains(new Proximal.Seen(7, 10));
    }

    @Test
    void a_session_counts_by_its_share_of_time_within() {
        var seen = after(
                Outcome.MINUTES,
                StudioFixture.practised("under-way", minutes(-5), 20),
                StudioFixture.practised("not-yet-over", minutes(50), 40));

        assertThat(seen.orElseThrow().outcome()).isCloseTo(15 + 10, within(1e-9));
        assertThat(seen.orElseThrow().before()).isCloseTo(5, within(1e-9));
    }

    @Test
    void nothing_practised_is_none_and_no_report_is_not_seen() {
        assertThat(after(Outcome.MINUTES)).contains(new Proximal.Seen(0, 0));
        assertThat(after(Outcome.PRACTISED)).contains(new Proximal.Seen(0, 0));
        assertThat(after(Outcome.TENSION)).isEmpty();
    }

    @Test
    void practised_is_yes_or_no() {
        assertThat(after(Outcome.PRACTISED, StudioFixture.practised("a", minutes(5), 25)))
                .contains(new Proximal.Seen(1, 0));
    }

    @Test
    void tension_changes_from_the_last_report_to_the_next_one_an_hour_to_six_later() {
        var last = StudioFixture.tension("last", minutes(-30), "neck", 6);
        var seen = after(
                Outcome.TENSION,
                StudioFixture.tension("older", minutes(-90), "neck", 9),
                last,
                StudioFixture.tension("too-soon", minutes(59), "neck", 0),
                StudioFixture.tension("next-a", minutes(60), "neck", 5),
                StudioFixture.tension("next-b", minutes(60), "upper-back", 2),
                StudioFixture.tension("another-region", minutes(-1), "jaw", 10),
                StudioFixture.tension("after-next", minutes(120), "neck", 9));
        assertThat(seen).contains(new Proximal.Seen(-2.5, 6));

        assertThat(after(Outcome.TENSION, last, StudioFixture.tension("late", minutes(361), "neck", 5)))
                .isEmpty();
        assertThat(after(Outcome.TENSION, last, StudioFixture.tension("just", minutes(360), "neck", 5)))
                .contains(new Proximal.Seen(-1, 6));
        assertThat(after(
                        Outcome.TENSION,
                        StudioFixture.tension("stale", minutes(-24 * 60 - 1), "neck", 6),
                        StudioFixture.tension("next", minutes(90), "neck", 5)))
                .isEmpty();
    }

    private static MemberRecord unended(Instant from, double minutes, int before, int after) {
        var ended = StudioFixture.practised("unended", from, minutes);
        return new MemberRecord.Practice(
                ended.head(),
                null,
                ended.context(),
                ended.moment(),
                ended.segments(),
                rated(before),
                rated(after),
                false,
                List.of(),
                null);
    }

    private static MemberRecord.Ratings rated(int neck) {
        return new MemberRecord.Ratings(List.of(new Tension("neck", Side.BOTH, neck)), null, null);
    }

    @Test
    void what_a_session_without_an_end_was_followed_by_is_not_what_it_began_with() {
        var next = StudioFixture.tension("next", minutes(90), "neck", 5);

        assertThat(after(Outcome.TENSION, unended(minutes(-30), 10, 6, 2), next))
                .as("the last report is the one after practice")
                .contains(new Proximal.Seen(3, 2));
        assertThat(after(Outcome.TENSION, unended(minutes(-5), 10, 6, 2), next))
                .as("practice was still going")
                .contains(new Proximal.Seen(-1, 6));
    }

    static java.util.stream.LongStream seeds() {
        return Seeds.first(20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void minutes_of_adjacent_spans_add_up(long seed) {
        var random = new Random(seed);
        var records = new java.util.ArrayList<MemberRecord>();
        for (int i = 0; i < 12; i++) {
            records.add(StudioFixture.practised("p-" + i, minutes(random.nextInt(300)), 1 + random.nextInt(40)));
        }
        var around = new Proximal(StudioFixture.days(records));
        long end = AT + 400 * 60;
        long cut = AT + random.nextInt(400 * 60);

        assertThat(around.minutes(AT, cut) + around.minutes(cut, end)).isCloseTo(around.minutes(AT, end), within(1e-9));
        assertThat(around.minutes(AT, end))
                .isCloseTo(
                        records.stream()
                                .mapToDouble(record -> ((MemberRecord.Practice) record)
                                        .segments()
                                        .getFirst()
                                        .minutes())
                                .sum(),
                        within(1e-9));
    }
}
