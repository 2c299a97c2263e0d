package org.paschima.insight.domain.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.domain.cohort.CohortFixture.members;
import static org.paschima.insight.domain.cohort.CohortFixture.reported;
import static org.paschima.insight.domain.cohort.CohortFixture.without;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** domain.md §5.5: what is released of a week, taken back, and stays suppressed. */
class WeekReleasesTest {

    private static final Set<String> ALL = members(0, 60);
    private static final String WHOLE = Released.WHOLE;

    private static Sharing sharing(Set<String> consenting, Map<String, Set<String>> groups) {
        return Sharing.of(consenting, groups);
    }

    private static WeekReleases released(WeekReleases before, Sharing now, Map<String, Double> means) {
        return before.withoutWithdrawn(now).plus(now, means, MinimumGroupSize.STANDARD);
    }

    private static WeekReleases first(Sharing now) {
        return released(WeekReleases.NONE, now, reported(ALL));
    }

    @Test
    void twenty_are_enough_and_nineteen_are_not() {
        var now = sharing(ALL, Map.of("a", members(0, 20)));
        assertThat(first(now).numbers("a")).hasValueSatisfying(numbers -> {
            assertThat(numbers.members()).isEqualTo(20);
            assertThat(numbers.mean()).isBetween(4.5, 6.5);
        });
        assertThat(first(sharing(ALL, Map.of("a", members(0, 19)))).numbers("a"))
                .isEmpty();
        assertThat(first(sharing(members(0, 19), Map.of())).all()).isEmpty();
    }

    @Test
    void who_did_not_report_or_does_not_share_is_not_counted() {
        var now = sharing(without(ALL, "m-0", "m-1"), Map.of("a", members(0, 22)));
        assertThat(first(now).numbers("a")).map(Numbers::members).contains(20);

        var silent = new HashMap<>(reported(ALL));
        silent.remove("m-5");
        assertThat(released(WeekReleases.NONE, now, silent).numbers("a")).isEmpty();
        assertThat(released(WeekReleases.NONE, now, silent).numbers(WHOLE))
                .map(Numbers::members)
                .contains(57);
    }

    @Test
    void a_group_that_is_all_but_a_few_of_another_is_not_released() {
        var groups = Map.of("a", members(0, 30), "b", members(0, 29), "c", members(0, 50), "d", members(30, 60));
        var week = first(sharing(ALL, groups));
        assertThat(week.numbers("a")).isPresent();
        assertThat(week.numbers("b")).as("all but one of a").isEmpty();
        assertThat(week.numbers("c")).as("all but ten of the studio").isEmpty();
        assertThat(week.numbers("d")).isPresent();
    }

    @Test
    void two_groups_that_share_a_few_are_not_both_released() {
        var week = first(sharing(members(0, 90), Map.of("a", members(0, 40), "b", members(38, 60))));
        assertThat(week.numbers("a")).isPresent();
        assertThat(week.numbers("b")).isEmpty();
    }

    @Test
    void later_data_changes_nothing_that_was_released() {
        var now = sharing(ALL, Map.of("a", members(0, 25)));
        var before = first(now);
        var late = new HashMap<>(reported(ALL));
        late.put("m-3", 10.0);
        late.put("m-70", 1.0);
        assertThat(released(before, now, late)).isEqualTo(before);
    }

    @Test
    void a_member_who_withdraws_takes_back_what_counts_them_and_only_that() {
        var groups = Map.of("a", members(0, 30), "d", members(30, 60));
        var before = first(sharing(ALL, groups));
        assertThat(before.numbers(WHOLE)).isPresent();

        var now = sharing(without(ALL, "m-3"), groups);
        var after = released(before, now, reported(ALL));

        assertThat(after.numbers(WHOLE)).isEmpty();
        assertThat(after.numbers("a")).isEmpty();
        assertThat(after.numbers("d")).isEqualTo(before.numbers("d"));
        assertThat(after.all()).allMatch(each -> each.isLive() == each.group().equals("d"));

        // nor does it come back when they consent again: what changed meanwhile would show
        assertThat(released(after, sharing(ALL, groups), reported(ALL)).numbers("a"))
                .isEmpty();
    }

    @Test
    void a_member_who_leaves_a_group_takes_back_that_group() {
        var before = first(sharing(ALL, Map.of("a", members(0, 30))));
        var after = released(before, sharing(ALL, Map.of("a", members(1, 30))), reported(ALL));
        assertThat(after.numbers("a")).isEmpty();
        assertThat(after.numbers(WHOLE)).isEqualTo(before.numbers(WHOLE));
    }

    @Test
    void what_was_taken_back_is_released_again_when_twenty_more_and_twenty_fewer_are_counted() {
        var before = first(sharing(ALL, Map.of()));
        var grown = new HashMap<>(reported(members(0, 100)));

        // one fewer
        var oneLess = released(before, sharing(members(1, 100), Map.of()), grown);
        assertThat(oneLess.numbers(WHOLE)).isEmpty();
        // twenty fewer, and five more
        var twentyLess = released(oneLess, sharing(members(20, 65), Map.of()), grown);
        assertThat(twentyLess.numbers(WHOLE)).isEmpty();
        // twenty fewer and twenty more
        var again = released(twentyLess, sharing(members(20, 80), Map.of()), grown);
        assertThat(again.numbers(WHOLE)).hasValueSatisfying(numbers -> {
            assertThat(numbers.members()).isEqualTo(60);
            assertThat(numbers.bands()).containsOnlyNulls();
        });
    }

    @Test
    void a_group_made_later_is_not_released_beside_its_rest() {
        var before = first(sharing(ALL, Map.of()));
        var later = sharing(ALL, Map.of("a", members(0, 30), "b", members(30, 60)));
        var after = released(before, later, reported(ALL));
        // a by itself says nothing of what changed; a and b together are the whole studio of another moment
        assertThat(after.numbers("a")).isPresent();
        assertThat(after.numbers("b")).isEmpty();
    }

    @Test
    void the_order_in_which_is_asked_does_not_matter() {
        var now = sharing(ALL, Map.of("a", members(0, 30), "b", members(0, 29)));
        var once = first(now);
        assertThat(released(once, now, reported(ALL))).isEqualTo(once);
        assertThat(once.mayRelease(now, MinimumGroupSize.STANDARD)).isTrue();
        assertThat(first(sharing(ALL, Map.of())).mayRelease(sharing(ALL, Map.of()), MinimumGroupSize.STANDARD))
                .isFalse();
    }

    @Test
    void bands_are_shown_where_every_part_counts_five_or_more() {
        var a = members(0, 30);
        var rest = members(30, 60);
        var means = new HashMap<String, Double>();
        members(0, 12).forEach(member -> means.put(member, 1.0));
        members(12, 24).forEach(member -> means.put(member, 5.0));
        members(24, 27).forEach(member -> means.put(member, 7.0));
        members(27, 30).forEach(member -> means.put(member, 10.0));
        members(30, 42).forEach(member -> means.put(member, 1.0));
        members(42, 45).forEach(member -> means.put(member, 5.0));
        members(45, 60).forEach(member -> means.put(member, 9.0));

        var week =
                released(WeekReleases.NONE, sharing(new HashSet<>(members(0, 60)), Map.of("a", a, "d", rest)), means);

        // in the rest only three are in the third band: not shown anywhere but for the whole studio
        assertThat(week.numbers("a").orElseThrow().bands()).containsExactly(12, null, null, null, null);
        assertThat(week.numbers("d").orElseThrow().bands()).containsExactly(12, null, null, null, null);
        assertThat(week.numbers(WHOLE).orElseThrow().bands()).containsExactly(24, null, null, null, 18);
    }

    @Test
    void what_the_whole_studio_hides_the_groups_hide_too() {
        // Else the first band of the studio would follow from the groups, and from that the three in the last.
        var means = new HashMap<String, Double>();
        put(means, 0, 5, 8, 8, 3, 2);
        put(means, 26, 6, 8, 8, 12, 1);
        var groups = Map.of("a", members(0, 26), "b", members(26, 61));

        var week = released(WeekReleases.NONE, sharing(members(0, 61), groups), means);

        assertThat(week.numbers(WHOLE).orElseThrow().bands()).containsExactly(null, 16, 16, 15, null);
        assertThat(week.numbers("a").orElseThrow().bands()).containsExactly(null, 8, 8, null, null);
        assertThat(week.numbers("b").orElseThrow().bands()).containsExactly(null, 8, 8, null, null);
    }

    private static void put(Map<String, Double> means, int from, int... counts) {
        int next = from;
        for (int band = 0; band < counts.length; band++) {
            for (int i = 0; i < counts[band]; i++) {
                means.put("m-" + next++, 2.0 * band + 1);
            }
        }
    }
}
