package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.contract.Language;
import org.paschima.insight.domain.change.Conclusion;
import org.paschima.insight.domain.change.DayMeans;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.change.Verdict;
import org.paschima.insight.domain.change.Window;
import org.paschima.insight.domain.statistics.Kendall;
import org.paschima.insight.domain.statistics.RankShift;

/** The words about change keep the rules of domain.md §5.3. */
class ChangeWordsTest {

    private static final Window WINDOW = new Window(LocalDate.of(2026, 4, 12), 42);

    @ParameterizedTest
    @EnumSource(names = "(CHANGE|CLAIM)_(?!NO_REPORTS).*", mode = EnumSource.Mode.MATCH_ALL)
    void a_sentence_about_change_shows_n_and_where(Template template) {
        assertThat(template.names()).contains("where");
        assertThat(template.names()).containsAnyOf("days", "firstDays");
    }

    @ParameterizedTest
    @EnumSource(names = "(CHANGE_(IMPROVING|WORSENING)|CLAIM_(LOWER|HIGHER)).*", mode = EnumSource.Mode.MATCH_ALL)
    void a_change_is_said_with_its_interval_so_far_and_of_the_members_own_weeks(Template template) {
        assertThat(template.names()).contains("change", "low", "high", "first", "second", "days");
        assertThat(template.words(Language.EN)).containsIgnoringCase("so far").contains("own earlier weeks");
    }

    @Test
    void no_clear_change_is_not_worded_as_no_effect() {
        var words = Template.CHANGE_NO_CLEAR_CHANGE.words(Language.EN).toLowerCase(Locale.ROOT);

        assertThat(words).contains("not clear whether").contains("can hide");
        assertThat(words)
                .doesNotContain("no effect")
                .doesNotContain("no change")
                .doesNotContain("did not change");
    }

    @Test
    void tentative_words_say_may_and_established_ones_do_not() {
        assertThat(Template.CHANGE_IMPROVING_MEANINGFUL.words(Language.EN)).contains(" may be ");
        assertThat(Template.CHANGE_WORSENING_CONFIDENT.words(Language.EN)).contains(" may be ");
        assertThat(Template.CHANGE_IMPROVING_MEANINGFUL_ESTABLISHED.words(Language.EN))
                .contains(" were lower")
                .doesNotContain(" may be ");
    }

    private static Verdict tooLittle(DayMeans.Adjustment adjustment) {
        var half = new Verdict.Side(2, Optional.of(3.0), Optional.empty());
        return new Verdict(WINDOW, half, half, adjustment, Optional.empty());
    }

    @Test
    void who_reports_at_other_hours_than_before_is_not_told_that_days_are_missing() {
        assertThat(ChangeWords.of(Language.EN, "neck", tooLittle(DayMeans.Adjustment.COMMON_HOURS), Tier.NONE)
                        .text())
                .isEqualTo(
                        "There are too few days with tension reports of the same part of the day (neck) from 2 March to 12 April 2026 to compare: 2 in "
                                + "the earlier 21 days and 2 in the later 21, where 4 in each are needed. Mornings are not compared "
                                + "with evenings.");
        assertThat(ChangeWords.of(Language.EN, "neck", tooLittle(DayMeans.Adjustment.NONE), Tier.NONE)
                        .template())
                .isEqualTo(Template.CHANGE_NOT_ENOUGH_DATA);
    }

    @Test
    void who_reports_what_cannot_be_compared_is_not_told_that_there_is_nothing() {
        var none = new Verdict.Side(0, Optional.empty(), Optional.empty());
        var weekendsLater = new Verdict(WINDOW, none, none, DayMeans.Adjustment.NONE, Optional.empty(), List.of(), 21);

        assertThat(ChangeWords.of(Language.EN, "neck", weekendsLater, Tier.NONE).text())
                .contains("that are alike", "working days not with weekends");
        assertThat(ChangeWords.of(
                                Language.EN,
                                "neck",
                                new Verdict(WINDOW, none, none, DayMeans.Adjustment.NONE, Optional.empty()),
                                Tier.NONE)
                        .text())
                .isEqualTo(
                        "No tension was reported (neck) from 2 March to 12 April 2026, so there is nothing to compare.");
    }

    @Test
    void a_half_without_reports_has_none_of_them_and_not_0() {
        var none = new Verdict.Side(0, Optional.empty(), Optional.empty());
        var some = new Verdict.Side(14, Optional.of(3.0), Optional.empty());
        var verdict = new Verdict(WINDOW, none, some, DayMeans.Adjustment.NONE, Optional.empty());

        assertThat(ChangeWords.of(Language.EN, "neck", verdict, Tier.NONE).text())
                .contains(
                        "to compare: none in the earlier 21 days and 14 in the later 21, where 4 in each are needed.");
    }

    /** Twenty days in each half, or so many. */
    private static Verdict noClearChange(int days, double first, double second, double low, double high) {
        var found = new Verdict.Found(
                Conclusion.NO_CLEAR_CHANGE,
                second - first,
                low,
                high,
                0.95,
                0.2,
                0.2,
                1,
                20,
                1,
                Kendall.of(List.of()),
                new RankShift(second - first, 0.2));
        return new Verdict(
                WINDOW,
                new Verdict.Side(days, Optional.of(first), Optional.of(1.1)),
                new Verdict.Side(days, Optional.of(second), Optional.of(1.1)),
                DayMeans.Adjustment.NONE,
                Optional.of(found));
    }

    private static String said(Verdict verdict) {
        return ChangeWords.of(Language.EN, "neck", verdict, Tier.NONE).text();
    }

    @Test
    void only_regions_that_the_member_rates_are_named() {
        var verdict = noClearChange(12, 3, 3.1, -0.9, 1);

        assertThat(ChangeWords.of(Language.EN, "primary", Set.of("neck"), verdict, Tier.NONE)
                        .text())
                .contains("tension reports (neck)")
                .doesNotContain("shoulder");
        assertThat(ChangeWords.of(Language.EN, "primary", Set.of("upper-back", "neck"), verdict, Tier.NONE)
                        .text())
                .contains("tension reports (neck and upper back)");
        assertThat(ChangeWords.of(Language.EN, "primary", Set.of(), verdict, Tier.NONE)
                        .text())
                .contains("(neck, shoulder and upper back)");
        assertThat(ChangeWords.of(Language.EN, "shoulder", Set.of("neck"), verdict, Tier.NONE)
                        .text())
                .contains("(shoulder)");
    }

    @Test
    void an_interval_within_a_point_is_about_the_same_and_hides_nothing() {
        assertThat(said(noClearChange(12, 3, 3.1, -0.9, 1)))
                .contains("about the same", "a difference between 0.9 points lower and 1.0 point higher")
                .doesNotContain("hide", "more reports");
        assertThat(said(noClearChange(12, 3, 3.1, -0.94, 1.04))).contains("about the same");
        assertThat(said(noClearChange(12, 3, 3.1, -0.9, 1.2))).contains("can hide", "more reports would help");
    }

    @Test
    void who_reports_nearly_every_day_is_not_asked_for_more() {
        assertThat(said(noClearChange(20, 3, 3.1, -1.1, 1.2)))
                .contains("not clear whether")
                .doesNotContain("more reports");
    }

    @Test
    void who_is_tense_all_the_time_is_told_whom_to_ask_and_not_to_report_more() {
        assertThat(said(noClearChange(20, 9, 9, 0, 0)))
                .contains("about the same", "with no difference,", "health professional")
                .doesNotContain("more reports", "hide");
        assertThat(said(noClearChange(8, 8, 7.5, -2, 1)))
                .contains("not clear whether", "health professional")
                .doesNotContain("more reports", "hide");
    }

    @Test
    void a_mean_is_said_as_something_that_can_be_rated() {
        var first = new Verdict.Side(12, Optional.of(10.2), Optional.of(1.1));
        var second = new Verdict.Side(12, Optional.of(-0.3), Optional.of(1.1));
        var found = new Verdict.Found(
                Conclusion.NO_CLEAR_CHANGE,
                -0.4,
                -1,
                0.2,
                0.95,
                0.2,
                0.2,
                1,
                20,
                1,
                Kendall.of(List.of()),
                new RankShift(-0.4, 0.2));
        var verdict = new Verdict(WINDOW, first, second, DayMeans.Adjustment.DAILY_RHYTHM, Optional.of(found));

        assertThat(ChangeWords.of(Language.EN, "neck", verdict, Tier.NONE).text())
                .contains(": 0.0 on average after 10.0,");
    }

    @Test
    void a_sentence_is_filled_in_completely_or_not_at_all() {
        var values = new TreeMap<String, String>();
        assertThatThrownBy(() -> new Sentence(Language.EN, Template.CHANGE_NO_CLEAR_CHANGE, values))
                .isInstanceOf(IllegalArgumentException.class);

        Template.CHANGE_NO_CLEAR_CHANGE.names().forEach(name -> values.put(name, "7"));
        assertThat(new Sentence(Language.EN, Template.CHANGE_NO_CLEAR_CHANGE, values).text())
                .doesNotContain("{");
    }

    private static Verdict found(Conclusion conclusion, double change, double important) {
        var half = new Verdict.Side(12, Optional.of(7.0), Optional.of(1.1));
        var found = new Verdict.Found(
                conclusion,
                change,
                change - 0.4,
                change + 0.4,
                0.95,
                0.01,
                0.01,
                1,
                20,
                important,
                Kendall.of(List.of()),
                new RankShift(change, 0.01));
        return new Verdict(
                WINDOW, half, half, DayMeans.Adjustment.NONE, Optional.of(found), List.of("mid-back", "neck"), 24);
    }

    @Test
    void less_than_people_notice_is_said_below_a_point_only_and_above_it_what_counts() {
        assertThat(ChangeWords.of(
                                Language.EN,
                                "primary",
                                Set.of("mid-back", "neck"),
                                found(Conclusion.IMPROVING_SMALL, -0.9, 2.1),
                                Tier.NONE)
                        .text())
                .contains("less than people usually notice");
        assertThat(ChangeWords.of(
                                Language.EN,
                                "primary",
                                Set.of("mid-back", "neck"),
                                found(Conclusion.IMPROVING_SMALL, -1.6, 2.1),
                                Tier.NONE)
                        .text())
                .contains("were lower", "People usually call it important from about 2.1 points on")
                .doesNotContain("notice");
        assertThat(ChangeWords.of(
                                Language.EN,
                                "primary",
                                Set.of("mid-back", "neck"),
                                found(Conclusion.WORSENING_SMALL, 1.2, 1.5),
                                Tier.NONE)
                        .text())
                .contains("were higher", "from about 1.5 points on");
    }

    @Test
    void a_sentence_names_the_regions_that_are_rated_and_its_dates() {
        assertThat(ChangeWords.of(
                                Language.EN,
                                "primary",
                                Set.of("mid-back", "neck"),
                                found(Conclusion.IMPROVING_MEANINGFUL, -2.2, 2.1),
                                Tier.TENTATIVE)
                        .text())
                .contains("(neck and middle back)", "from 2 March to 12 April 2026");
    }
}
