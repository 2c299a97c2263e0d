package org.paschima.insight.domain.helps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.paschima.insight.domain.helps.HelpsFixture.at;
import static org.paschima.insight.domain.helps.HelpsFixture.ratings;
import static org.paschima.insight.domain.helps.HelpsFixture.segment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.Moment;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.helps.Credit.Exclusion;

class PairsTest {

    private final HelpsFixture member = new HelpsFixture();

    private Pairs pairs() {
        return Pairs.of(member.days(), PrimaryRegions.ALL);
    }

    @Test
    void what_a_session_carries_is_a_pair() {
        member.practised("2026-03-02T18:00", "tadasana", 6, 4);

        assertThat(pairs().practised())
                .extracting(RatedPair::before, RatedPair::after, RatedPair::change)
                .containsExactly(tuple(6.0, 4.0, -2.0));
        assertThat(pairs().comparison()).isEmpty();
    }

    @Test
    void even_when_it_lasted_a_minute_but_not_when_it_lasted_for_hours() {
        member.practised(at("2026-03-02T09:00"), 1, "tadasana", Moment.ROUTINE, 6, 4)
                .practised(at("2026-03-02T18:00"), 121, "tadasana", Moment.ROUTINE, 6, 4);

        assertThat(pairs().practised()).hasSize(1);
        assertThat(pairs().missingAfter()).as("rated after, if too late").isEmpty();
    }

    @Test
    void reports_around_a_session_are_a_pair_across_midnight_too() {
        member.report("2026-03-02T23:40", 7)
                .practised("2026-03-02T23:50", "tadasana", null, null)
                .report("2026-03-03T00:30", 5);

        assertThat(pairs().practised())
                .extracting(RatedPair::before, RatedPair::after)
                .containsExactly(tuple(7.0, 5.0));
    }

    @Test
    void reports_too_near_or_too_far_or_of_another_side_are_none() {
        member.report("2026-03-02T10:00", 7)
                .report("2026-03-02T10:02", 5)
                .report("2026-03-02T12:03", 5)
                .report("2026-03-03T10:00", "neck", Side.LEFT, 5)
                .report("2026-03-03T10:30", "neck", Side.RIGHT, 3)
                .report("2026-03-03T10:40", "upper-back", Side.LEFT, 3);

        assertThat(pairs().comparison()).isEmpty();
    }

    @Test
    void reports_with_nothing_between_are_compared() {
        member.report("2026-03-02T10:00", 7).report("2026-03-02T10:03", 5).report("2026-03-02T12:03", 6);

        assertThat(pairs().comparison())
                .extracting(RatedPair::before, RatedPair::after)
                .containsExactly(tuple(7.0, 5.0), tuple(5.0, 6.0));
        assertThat(pairs().practised()).isEmpty();
    }

    @Test
    void what_follows_a_session_closely_is_not_free_of_practice() {
        member.practised("2026-03-02T10:00", "tadasana", 6, 3)
                .report("2026-03-02T10:40", 4)
                .report("2026-03-02T12:00", 5)
                .report("2026-03-02T13:00", 5)
                .report("2026-03-02T13:30", 6);

        assertThat(pairs().comparison())
                .extracting(RatedPair::before, RatedPair::after)
                .containsExactly(tuple(5.0, 6.0));
        assertThat(pairs().unpractised())
                .containsExactly(new Pairs.Level(10, 6), new Pairs.Level(13, 5), new Pairs.Level(13.5, 6));
    }

    @Test
    void what_was_rated_after_a_session_of_no_length_is_still_after_it() {
        member.report("2026-03-02T09:30", 7).practised(at("2026-03-02T10:00"), 0, "tadasana", Moment.ROUTINE, 6, 3);

        assertThat(pairs().practised()).extracting(RatedPair::change).containsExactly(-3.0);
        assertThat(pairs().comparison()).isEmpty();
    }

    @Test
    void two_sessions_between_or_half_of_one_are_no_pair_at_all() {
        member.report("2026-03-02T10:00", 7)
                .practised("2026-03-02T10:10", "tadasana", null, null)
                .practised("2026-03-02T10:30", "tadasana", null, null)
                .report("2026-03-02T11:00", 5)
                .practised("2026-03-03T10:00", "tadasana", null, null)
                .report("2026-03-03T10:05", 5)
                .report("2026-03-03T10:30", 4);

        assertThat(pairs().practised()).isEmpty();
        assertThat(pairs().comparison()).isEmpty();
    }

    @Test
    void a_rating_after_that_is_missing_is_no_change_of_zero() {
        member.practised("2026-03-02T18:00", "tadasana", 6, null)
                .practised("2026-03-03T18:00", "tadasana", 6, 5)
                .practised("2026-03-04T18:00", "tadasana", 6, null)
                .report("2026-03-04T18:30", 5);

        assertThat(pairs().practised()).extracting(RatedPair::after).containsExactly(5.0, 5.0);
        assertThat(pairs().ratedBefore()).hasSize(3);
        assertThat(pairs().missingAfter()).hasSize(1);
    }

    @Test
    void regions_of_one_occasion_are_one_pair_not_several() {
        var before = new Ratings(
                List.of(new Tension("neck", Side.LEFT, 6), new Tension("upper-back", Side.BOTH, 4)), null, null);
        var after = new Ratings(
                List.of(
                        new Tension("neck", Side.LEFT, 3),
                        new Tension("upper-back", Side.BOTH, 4),
                        new Tension("jaw", Side.BOTH, 0)),
                null,
                null);
        member.session(
                at("2026-03-02T18:00"), 10, Moment.STRESS, List.of(segment("tadasana")), before, after, List.of());

        assertThat(pairs().practised())
                .extracting(RatedPair::before, RatedPair::after)
                .containsExactly(tuple(5.0, 3.5));
        assertThat(Pairs.of(member.days(), Set.of("jaw")).practised()).isEmpty();
    }

    @Test
    void another_practice_counts_as_practice_and_is_no_candidate() {
        session("2026-03-02T18:00", List.of(), segment("tadasana"));
        session("2026-03-03T18:00", List.of(), segment("other", "exhale-lengthen"));
        session("2026-03-04T18:00", List.of());

        for (var by : Credit.values()) {
            var helps = Helps.of(pairs(), by, Optional.empty(), Optional.empty());
            assertThat(helps.items())
                    .extracting(Helps.Item::id)
                    .containsExactlyElementsOf(by == Credit.PRACTICE ? List.of("tadasana") : List.of());
            assertThat(helps.excluded()).containsEntry(Exclusion.OTHER_PRACTICE, 2);
        }
        assertThat(member.days().values())
                .allSatisfy(day -> assertThat(day.practices()).hasSize(1));
        assertThat(member.days().lastEntry().getValue().practices().getFirst())
                .satisfies(done -> assertThat(done.practice()).isEqualTo("other"))
                .satisfies(done -> assertThat(done.minutes()).isEqualTo(10));
    }

    @Test
    void credit_goes_to_the_only_practice_and_the_only_cue() {
        session("2026-03-02T18:00", List.of(), segment("tadasana", "exhale-lengthen"));
        session("2026-03-03T18:00", List.of(), segment("tadasana", "exhale-lengthen", "no-forcing"));
        session("2026-03-04T18:00", List.of(), segment("tadasana"), segment("tadasana"));
        session("2026-03-05T18:00", List.of(), segment("tadasana"), segment("savasana", "no-forcing"));
        session("2026-03-06T18:00", List.of("heat"), segment("tadasana", "exhale-lengthen"));

        var byPractice = Helps.of(pairs(), Credit.PRACTICE, Optional.empty(), Optional.empty());
        var byCue = Helps.of(pairs(), Credit.CUE, Optional.empty(), Optional.empty());

        assertThat(byPractice.items())
                .extracting(Helps.Item::id, Helps.Item::pairs)
                .containsExactly(tuple("tadasana", 3));
        assertThat(byPractice.excluded()).isEqualTo(Map.of(Exclusion.SEVERAL_PRACTICES, 1, Exclusion.CONCURRENT, 1));
        assertThat(byCue.items())
                .extracting(Helps.Item::id, Helps.Item::pairs)
                .containsExactly(tuple("exhale-lengthen", 1));
        assertThat(byCue.excluded())
                .isEqualTo(Map.of(
                        Exclusion.SEVERAL_PRACTICES,
                        1,
                        Exclusion.CONCURRENT,
                        1,
                        Exclusion.SEVERAL_CUES,
                        1,
                        Exclusion.NO_CUE,
                        1));
    }

    private void session(String at, List<String> concurrent, org.paschima.contract.MemberRecord.Segment... segments) {
        member.session(
                at(at),
                10,
                Moment.ROUTINE,
                List.of(segments),
                Objects.requireNonNull(ratings(6)),
                Objects.requireNonNull(ratings(4)),
                concurrent);
    }
}
