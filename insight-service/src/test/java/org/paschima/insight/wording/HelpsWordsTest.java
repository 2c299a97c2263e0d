package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Language;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Reference.Basis;
import org.paschima.insight.domain.helps.Words;

class HelpsWordsTest {

    private static final LocalDate FROM = LocalDate.of(2025, 9, 1);
    private static final LocalDate TO = LocalDate.of(2026, 2, 15);

    private static String said(String id, int pairs, double shrunk, double low, double high, Words words) {
        return said(Basis.OWN, item(id, pairs, shrunk, low, high, words, high < 0, 0));
    }

    private static String said(Basis basis, Helps.Item item) {
        return HelpsWords.of(Language.EN, Credit.PRACTICE, item, basis, FROM, TO)
                .text();
    }

    private static Helps.Item item(
            String id, int pairs, double shrunk, double low, double high, Words words, boolean isLower, int unrated) {
        var around = new Helps.Circumstances(5, 10, List.of(0, 0, pairs, 0, 0, 0), 0, pairs + unrated, unrated);
        return new Helps.Item(id, pairs, pairs, shrunk, shrunk, shrunk, low, high, null, words, isLower, around);
    }

    @Test
    void two_pairs_that_went_up_are_not_enough_and_no_number_is_made_of_them() {
        assertThat(said("dhanurasana", 2, -0.47, -1.26, 0.31, Words.NOT_ENOUGH_YET))
                .isEqualTo("Bow: not enough yet to say anything. You rated tension before and after it 2 times, on "
                        + "2 days from 1 September 2025 to 15 February 2026.");
    }

    @Test
    void one_pair_is_counted_as_one() {
        assertThat(said("dhanurasana", 1, -0.47, -1.26, 0.31, Words.NOT_ENOUGH_YET))
                .contains("You rated tension before and after it 1 time, on 1 day from");
    }

    @Test
    void an_early_sign_says_which_way_only_when_the_interval_does() {
        assertThat(said("tadasana", 6, -0.8, -1.4, -0.2, Words.EARLY_SIGN))
                .contains("an early sign", "0.8 points lower", "1.4 lower to 0.2 lower", "6 pairs on 6 days");
        assertThat(said("tadasana", 40, -0.8, -1.4, -0.2, Words.EARLY_SIGN))
                .contains("0.8 points lower", "40 pairs")
                .doesNotContain("early");
        assertThat(said("tadasana", 40, -0.4, -0.9, 0.1, Words.EARLY_SIGN)).contains("not clear", "0.1 higher");
        assertThat(said("tadasana", 6, 0.8, 0.2, 1.4, Words.EARLY_SIGN)).contains("0.8 points higher", "rest");
    }

    @Test
    void the_strongest_words_still_say_so_far_and_followed_by() {
        assertThat(said("back-body-breath", 24, -1.4, -1.8, -1.0, Words.LARGEST_DROP_SO_FAR))
                .startsWith("Back-body breath: so far this is the one followed by the largest drop for you.");
    }

    @Test
    void than_after_the_same_start_without_practice_is_said_only_where_that_is_known() {
        for (var words : Words.values()) {
            var item = item("tadasana", 24, -1.4, -1.8, -1.0, words, true, 0);

            assertThat(said(Basis.NONE, item)).doesNotContain("same start", "lower");
        }
        var largest = item("tadasana", 24, -1.4, -1.8, -1.0, Words.LARGEST_DROP_SO_FAR, true, 0);
        assertThat(said(Basis.NONE, largest))
                .contains("followed by the largest drop", "from 5.0 on average before it to 3.6 after it", "not known");
        assertThat(said(Basis.POPULATION, largest)).contains("than they tend to be after the same start");
    }

    @Test
    void an_interval_that_only_what_was_not_rated_puts_in_doubt_is_not_given_for_unclear() {
        assertThat(said(Basis.OWN, item("tadasana", 24, -1.4, -1.8, -0.1, Words.EARLY_SIGN, false, 20)))
                .contains("not clear", "not after it on 20 of 44 times")
                .doesNotContain("0.1 lower");
        assertThat(said(Basis.OWN, item("tadasana", 24, -1.4, -1.8, -0.1, Words.EARLY_SIGN, false, 0)))
                .contains("not clear", "24 pairs")
                .doesNotContain("0.1 lower");
    }

    @Test
    void nothing_is_neither_lower_nor_higher() {
        assertThat(said("tadasana", 40, -0.4, -0.9, 0.04, Words.EARLY_SIGN)).contains("0.9 lower to 0.0)");
    }

    @Test
    void what_goes_up_each_time_is_not_asked_for_more_of_where_nothing_is_known_without_it() {
        assertThat(said(Basis.NONE, item("tadasana", 24, 2, 1.1, 2.9, Words.EARLY_SIGN, false, 0)))
                .contains("reports were higher after it, 7.0 on average after 5.0 before it", "fine to rest from it")
                .doesNotContain("would help");
        assertThat(said(Basis.NONE, item("tadasana", 24, 0.4, 0.1, 0.7, Words.EARLY_SIGN, false, 0)))
                .contains("not clear yet");
    }
}
