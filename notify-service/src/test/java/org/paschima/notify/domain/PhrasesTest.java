package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ChoiceFormat;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.contract.Language;
import org.paschima.contract.catalog.Catalog;

/** What members are told is complete in each language, and keeps to domain.md §5.3 and §5.5 in each. */
class PhrasesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");

    /** domain.md §5.3, and no guilt or hurry. */
    private static final Pattern BANNED_EN = Pattern.compile(
            "diagnos|\\btreat|\\bcure|correct your spine|bad posture|prevent|proven|guarantee|detox|\\bmust\\b|hurry|last chance"
                    + "|\\bfail|lazy|streak|shame|should have|forgot");

    private static final Pattern BANNED_DE = Pattern.compile(
            "diagnos|\\bheil|behandl|korrigier|schlechte haltung|fehlhaltung|vorbeug|verhinder|bewiesen|erwiesen|garantie|entgift"
                    + "|\\bmusst?\\b|müsstest|solltest|beeil|letzte chance|versag|faul|serie|schäm|schuld|vergessen");

    /** domain.md §5.5 and issue 14 §2: a locked screen tells a stranger neither of health nor of a body. */
    private static final Pattern BODY_EN = Pattern.compile(
            "\\b(back|body|bodies|shoulders?|spines?|ribs?|hips?|ankles?|hearts?|ears?|necks?|chest|head|hands?|feet|foot|breath"
                    + "|breathe|breathing|pose|collarbones?|lungs?|muscles?)\\b|pain|tension|posture|stress|symptom|injur|headache"
                    + "|health|doctor|\\bcare\\b|numb|dizz|medic|disease|slouch|therap|exercise");

    private static final Pattern BODY_DE = Pattern.compile(
            "rücken|körper|schulter|wirbel|rippe|hüft|knöchel|herz|\\bohr|nacken|\\bhals|brust|\\bkopf|\\bhänd|\\bhand\\b|\\bfuß|füße"
                    + "|atem|atme|schlüsselbein|lunge|muskel|schmerz|spannung|haltung|stress|symptom|verletz|gesund|arzt|ärzt|taub"
                    + "|schwindel|krank|mediz|therap|übung");

    @Test
    void every_language_says_the_same_keys_with_the_same_placeholders_and_plurals() {
        var english = Phrases.in(Language.EN);
        for (var language : Language.values()) {
            var other = Phrases.in(language);
            assertThat(other.keys()).as(language.tag()).isEqualTo(english.keys());
            for (var key : english.keys()) {
                assertThat(numbers(other.pattern(key))).as(key).isEqualTo(numbers(english.pattern(key)));
                assertThat(plurals(other.pattern(key))).as(key).isEqualTo(plurals(english.pattern(key)));
            }
        }
        assertThat(english.keys()).hasSizeGreaterThan(120);
    }

    private static List<String> numbers(String pattern) {
        return PLACEHOLDER
                .matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Integer> plurals(String pattern) {
        var formats = new MessageFormat(pattern, Locale.ROOT).getFormats();
        var limits = new ArrayList<Integer>();
        for (var format : formats) {
            limits.add(format instanceof ChoiceFormat choice ? choice.getLimits().length : 0);
        }
        return limits.stream().sorted().collect(Collectors.toList());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void all_that_the_catalogue_may_be_asked_for_has_words(Language language) {
        var keys = Phrases.in(language).keys();
        Catalog.v1().symptoms().forEach(symptom -> assertThat(keys).contains("symptom." + symptom.code()));
        Catalog.v1().cues().forEach(cue -> assertThat(keys).contains("cue." + cue.id()));
        Catalog.v1().practices().forEach(practice -> assertThat(keys).contains("practice." + practice.id()));
        for (var reason : Suggestion.Reason.values()) {
            assertThat(keys)
                    .contains("suggestion."
                            + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void no_text_holds_a_banned_word(Language language) {
        var words = Phrases.in(language);
        var banned = language == Language.DE ? BANNED_DE : BANNED_EN;
        assertThat(words.keys())
                .allSatisfy(key -> assertThat(banned.matcher(words.pattern(key).toLowerCase(Locale.ROOT))
                                .find())
                        .as(key + ": " + words.pattern(key))
                        .isFalse());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_locked_screen_shows_no_word_of_bodies_or_health(Language language) {
        var words = Phrases.in(language);
        var body = language == Language.DE ? BODY_DE : BODY_EN;
        var shown = words.keys().stream()
                .filter(key -> key.startsWith("nudge.")
                        || key.startsWith("span.")
                        || key.startsWith("calendar.")
                        || key.startsWith("mail."))
                .toList();
        assertThat(shown)
                .hasSize(2 * (8 + 5 * 4) + 2 + 2 + 20)
                .allSatisfy(key -> assertThat(body.matcher(words.pattern(key).toLowerCase(Locale.ROOT))
                                .find())
                        .as(key + ": " + words.pattern(key))
                        .isFalse());
    }

    @ParameterizedTest
    @CsvSource({"de, DE", "de-CH, DE", "DE, DE", "en, EN", "en-GB, EN", "den, EN", "fr, EN", ", EN"})
    void the_profiles_tag_chooses_the_language(String tag, Language language) {
        assertThat(Language.of(tag)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({
        "EN, 20, 20 seconds",
        "EN, 60, one minute",
        "EN, 120, 2 minutes",
        "DE, 20, 20 Sekunden",
        "DE, 60, eine Minute",
        "DE, 180, 3 Minuten",
        "DE, 90, 90 Sekunden"
    })
    void one_and_many_have_their_own_form(Language language, int seconds, String span) {
        assertThat(Phrases.in(language).span(seconds)).isEqualTo(span);
    }
}
