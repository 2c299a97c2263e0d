package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Words;

class HelpsWordsTest {

    private static String said(String id, int pairs, double shrunk, double low, double high, Words words) {
        var around = new Helps.Circumstances(5, 10, List.of(0, 0, pairs, 0, 0, 0), 0, pairs, 0);
        return HelpsWords.of(
                        Credit.PRACTICE,
                        new Helps.Item(id, pairs, pairs, shrunk, shrunk, shrunk, low, high, null, words, around))
                .text();
    }

    @Test
    void two_pairs_that_went_up_are_not_enough_and_no_number_is_made_of_them() {
        assertThat(said("dhanurasana", 2, -0.47, -1.26, 0.31, Words.NOT_ENOUGH_YET))
                .isEqualTo(
                        "Bow: not enough yet to say anything. So far you rated tension before and after it 2 times, on "
                                + "2 days.");
    }

    @Test
    void one_pair_is_counted_as_one() {
        assertThat(said("dhanurasana", 1, -0.47, -1.26, 0.31, Words.NOT_ENOUGH_YET))
                .endsWith("So far you rated tension before and after it 1 time, on 1 day.");
    }

    @Test
    void an_early_sign_says_which_way_only_when_the_interval_does() {
        assertThat(said("tadasana", 6, -0.8, -1.4, -0.2, Words.EARLY_SIGN))
                .contains("an early sign", "0.8 points lower", "1.4 lower to 0.2 lower", "6 pairs on 6 days");
        assertThat(said("tadasana", 40, -0.4, -0.9, 0.1, Words.EARLY_SIGN)).contains("not clear", "0.1 higher");
        assertThat(said("tadasana", 6, 0.8, 0.2, 1.4, Words.EARLY_SIGN)).contains("0.8 points higher", "rest");
    }

    @Test
    void the_strongest_words_still_say_so_far_and_followed_by() {
        assertThat(said("back-body-breath", 24, -1.4, -1.8, -1.0, Words.LARGEST_DROP_SO_FAR))
                .startsWith("Back-body breath: so far this is the one followed by the largest drop for you.");
    }
}
