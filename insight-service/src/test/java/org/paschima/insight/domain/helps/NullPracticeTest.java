package org.paschima.insight.domain.helps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.testkit.Seeds;

/**
 * Practices that do nothing, used when tension is high: tension falls after them all the same, by regression to the mean
 * (domain.md §0.5, §3.1). What is concluded must not be taken in by that.
 */
class NullPracticeTest {

    private static final List<String> PRACTICES =
            List.of("back-body-breath", "tadasana", "parsvottanasana", "savasana");
    private static final int MEMBERS = 300;

    @Test
    void what_does_nothing_is_not_said_to_help() {
        var random = new Random(Seeds.one(31));
        double raw = 0;
        double adjusted = 0;
        int items = 0;
        int members = 0;
        int withheld = 0;
        int claimed = 0;
        int held = 0;
        for (int i = 0; i < MEMBERS; i++) {
            var days = HelpsFixture.member(random, 90, 5, PRACTICES, 0, 0, 0, 0).days();
            var helps =
                    Helps.of(Pairs.of(days, PrimaryRegions.ALL), Credit.PRACTICE, Optional.empty(), Optional.empty());
            if (helps.items().size() < 2) {
                continue;
            }
            members++;
            withheld += helps.withheld().isPresent() ? 1 : 0;
            for (var item : helps.items()) {
                items++;
                raw += item.raw();
                adjusted += item.adjusted();
                held += item.low() <= 0 && item.high() >= 0 ? 1 : 0;
                claimed += item.words() == Words.LARGEST_DROP_SO_FAR ? 1 : 0;
            }
        }

        assertThat(raw / items).as("the naive change").isLessThan(-0.5);
        assertThat(adjusted / items).as("beyond what was to be expected").isBetween(-0.15, 0.15);
        assertThat((double) held / items).as("intervals that hold the truth").isGreaterThanOrEqualTo(0.9);
        assertThat((double) withheld / members).as("rankings withheld").isGreaterThanOrEqualTo(0.9);
        assertThat((double) claimed / members)
                .as("said to be followed by the largest drop")
                .isLessThanOrEqualTo(0.05);
    }
}
