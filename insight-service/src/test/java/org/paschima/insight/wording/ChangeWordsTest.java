package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words about change keep the rules of domain.md §5.3. */
class ChangeWordsTest {

    @ParameterizedTest
    @EnumSource(names = "(CHANGE|CLAIM)_.*", mode = EnumSource.Mode.MATCH_ALL)
    void a_sentence_about_change_shows_n_and_where(Template template) {
        assertThat(template.names()).contains("where");
        assertThat(template.names()).containsAnyOf("days", "firstDays");
    }

    @ParameterizedTest
    @EnumSource(names = "(CHANGE_(IMPROVING|WORSENING)|CLAIM_(LOWER|HIGHER)).*", mode = EnumSource.Mode.MATCH_ALL)
    void a_change_is_said_with_its_interval_so_far_and_of_the_members_own_weeks(Template template) {
        assertThat(template.names()).contains("change", "low", "high", "first", "second", "days");
        assertThat(template.words()).containsIgnoringCase("so far").contains("own earlier weeks");
    }

    @Test
    void no_clear_change_is_not_worded_as_no_effect() {
        var words = Template.CHANGE_NO_CLEAR_CHANGE.words().toLowerCase(Locale.ROOT);

        assertThat(words).contains("not clear whether").contains("can hide");
        assertThat(words)
                .doesNotContain("no effect")
                .doesNotContain("no change")
                .doesNotContain("did not change");
    }

    @Test
    void tentative_words_say_may_and_established_ones_do_not() {
        assertThat(Template.CHANGE_IMPROVING_MEANINGFUL.words()).contains(" may be ");
        assertThat(Template.CHANGE_WORSENING_CONFIDENT.words()).contains(" may be ");
        assertThat(Template.CHANGE_IMPROVING_MEANINGFUL_ESTABLISHED.words())
                .contains(" were lower")
                .doesNotContain(" may be ");
    }

    @Test
    void a_sentence_is_filled_in_completely_or_not_at_all() {
        var values = new TreeMap<String, String>();
        assertThatThrownBy(() -> new Sentence(Template.CHANGE_NO_CLEAR_CHANGE, values))
                .isInstanceOf(IllegalArgumentException.class);

        Template.CHANGE_NO_CLEAR_CHANGE.names().forEach(name -> values.put(name, "7"));
        assertThat(new Sentence(Template.CHANGE_NO_CLEAR_CHANGE, values).text()).doesNotContain("{");
    }
}
