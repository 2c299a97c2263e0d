package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.Language;

/** What a client asks for by {@code Accept-Language} (RFC 9110 §12.5.4). */
class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | DE",
                "DE | DE",
                "de-AT | DE",
                "de-Latn-CH-1996 | DE",
                "en-GB | EN",
                "de, en | DE",
                "en, de | EN",
                "en;q=0.8, de | DE",
                "en;q=0.8, de;q=0.9 | DE",
                "de;q=0.8,en;q=0.9 | EN",
                "de-AT, en;q=0.9, *;q=0.1 | DE",
                "fr, de;q=0.5 | DE",
                "fr-FR, fr;q=0.9, en;q=0.8, de;q=0.7 | EN",
                "de ; q=1.000 | DE",
                "de;Q=0.1, en;q=0 | DE",
                "en;q=0, * | DE",
                "de;q=0, * | EN",
                "de;q=0.5, *;q=0.9 | EN",
                "de;q=0.001 | DE",
                "de-CH;q=0.2, de;q=0.9, en;q=0.5 | DE",
                ", ,de | DE",
            })
    void the_one_liked_best_is_chosen(String field, Language language) {
        assertThat(Languages.asked(List.of(field))).contains(language);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "*",
                "fr",
                "fr, *;q=0.5",
                "de;q=0",
                "den",
                "i-klingon",
                "de;q=2",
                "de;q=0.1234",
                "de;q=-1",
                "de;quality=1",
                "d e",
                "deutsch1234",
                "; q=1",
                "äöü",
            })
    void where_none_is_named_that_is_spoken_none_is_asked_for(String field) {
        assertThat(Languages.asked(List.of(field))).isEmpty();
    }

    @Test
    void several_fields_are_one_list_and_none_is_none() {
        assertThat(Languages.asked(List.of("fr;q=0.9", "de;q=0.8"))).contains(Language.DE);
        assertThat(Languages.asked(List.of())).isEqualTo(Optional.empty());
    }

    @Test
    void a_field_of_very_many_ranges_is_read_in_no_time_and_its_beginning_counts() {
        assertThat(Languages.asked(List.of("de," + "x-y,".repeat(2_000) + "en")))
                .contains(Language.DE);
        assertThat(Languages.asked(List.of("-".repeat(8_000)))).isEmpty();
    }
}
