package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.contract.Language;
import org.paschima.contract.catalog.Catalog;
import org.paschima.insight.domain.helps.Credit;

/** What is said in German is complete, and keeps to the rules of domain.md §5.3 as what is said in English does. */
class GermanSentencesTest {

    private static final Words WORDS = Words.in(Language.DE);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 8);

    private static final Pattern BANNED = Pattern.compile(
            "diagnos|\\bheil|behandl|korrigier|(schlechte|falsche) haltung|fehlhaltung|vorbeug|verhinder|bewiesen|erwiesen|beweis"
                    + "|garanti|entgift|\\bmusst?\\b|müsstest|solltest|beeil|dringend|sofort|letzte chance|versag|\\bfaul|serie\\b"
                    + "|schäm|schuld|verpasst|verloren|nur \\{|schwach|krumm|patient|krank|störung|wirkungslos|keine wirkung|geholfen"
                    + "|verursach|liegt an");

    @Test
    void every_template_is_said_in_german_and_nothing_else_is() {
        assertThat(Template.translatedIds())
                .isEqualTo(Arrays.stream(Template.values()).map(Template::id).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void the_same_is_filled_in(Template template) {
        assertThat(template.names(Language.DE)).isEqualTo(template.names(Language.EN));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void no_template_holds_a_banned_word(Template template) {
        assertThat(BANNED.matcher(template.words(Language.DE).toLowerCase(Locale.GERMAN))
                        .results()
                        .map(found -> found.group()))
                .isEmpty();
    }

    /** How sure a thing is said in one language, it is said in the other. */
    @ParameterizedTest
    @EnumSource(Template.class)
    void what_is_uncertain_in_english_is_uncertain_in_german(Template template) {
        var english = template.words(Language.EN).toLowerCase(Locale.ROOT);
        var german = template.words(Language.DE).toLowerCase(Locale.GERMAN);
        assertThat(german.contains("bisher")).as("so far: %s", german).isEqualTo(english.contains("so far"));
        assertThat(german.contains("nicht klar")).as("not clear: %s", german).isEqualTo(english.contains("not clear"));
        assertThat(german.contains("werden vielleicht"))
                .as("may be getting: %s", german)
                .isEqualTo(english.contains("may be getting"));
        assertThat(german.contains("eigenen früheren wochen"))
                .as("own weeks: %s", german)
                .isEqualTo(english.contains("own earlier weeks"));
        assertThat(german.contains("fachperson"))
                .as("professional: %s", german)
                .isEqualTo(english.contains("health professional"));
        assertThat(german.contains("ruhe ist willkommen"))
                .as("rest: %s", german)
                .isEqualTo(english.contains("rest is welcome"));
        assertThat(german.contains("höher")).as("higher: %s", german).isEqualTo(english.contains("higher"));
        assertThat(german.contains("niedriger")).as("lower: %s", german).isEqualTo(english.contains("lower"));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void a_sentence_is_plain_text_with_a_beginning_and_an_end(Template template) {
        var values = new TreeMap<String, String>();
        template.names().forEach(name -> values.put(name, name.equals("what") ? "Bogen" : "7"));
        assertThat(new Sentence(Language.DE, template, values).text())
                .endsWith(".")
                .matches(text -> Character.isUpperCase(text.charAt(0)))
                .doesNotContain("..", "{", "}", "|", "  ", " ,", "( ");
    }

    @ParameterizedTest
    @CsvSource({"0, Tage, 0 Tage", "1, Tage, 1 Tag", "2, Tage, 2 Tage", "'1,0', Tage, '1,0 Tage'"})
    void one_is_one_and_everything_else_is_many(String count, String many, String said) {
        assertThat(WORDS.counted(count, "Tag", many)).isEqualTo(said);
    }

    @Test
    void days_numbers_and_hours_are_written_as_germans_write_them() {
        assertThat(WORDS.when(LAST, LAST)).isEqualTo("am 8. März 2026");
        assertThat(WORDS.when(LAST.minusDays(6), LAST)).isEqualTo("vom 2. März bis zum 8. März 2026");
        assertThat(WORDS.when(LAST.minusYears(1), LAST)).isEqualTo("vom 8. März 2025 bis zum 8. März 2026");
        assertThat(WORDS.points(2.25)).isEqualTo("2,3");
        assertThat(WORDS.hour(24)).isEqualTo("Mitternacht");
        assertThat(WORDS.hour(8)).isEqualTo("8 Uhr");
        assertThat(WORDS.weekday(1)).isEqualTo("montags");
        assertThat(WORDS.signed(-0.04)).isEqualTo("0,0");
        assertThat(WORDS.signed(-1)).isEqualTo("1,0 niedriger");
        assertThat(WORDS.signedPoints(2.3)).isEqualTo("2,3 Punkten mehr");
    }

    @Test
    void a_region_is_named_within_a_sentence_as_grammar_has_it() {
        assertThat(WORDS.where("primary")).isEqualTo("Nacken, Schulter und oberer Rücken");
        assertThat(WORDS.where("primary", Set.of("neck", "upper-back"))).isEqualTo("Nacken und oberer Rücken");
        assertThat(WORDS.where("primary", Set.of("neck"))).isEqualTo("Nacken");
        for (var region : Catalog.v1().regions()) {
            assertThat(WORDS.where(region.id()))
                    .doesNotMatch("(Oberer|Unterer|Mittlerer|Ganzer|Inneres|Äußeres|Zwischen) .*");
        }
        assertThat(WORDS.what(Credit.PRACTICE, "bhujangasana")).isEqualTo("Kobra");
    }
}
