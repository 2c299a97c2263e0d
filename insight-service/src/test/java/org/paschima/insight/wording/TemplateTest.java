package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.Language;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Condition;

/** Everything that insight can say, held to the wording rules (domain.md §5.3, §3). */
class TemplateTest {

    private static final Pattern BANNED = Pattern.compile(
            "\\b(diagnos\\w*|treat\\w*|cur(e|es|ed|ing)|correct (your|the) \\w+|(bad|poor|wrong) posture|prevent\\w*|proven?|proof"
                    + "|guarantee\\w*|detox\\w*|work(s|ed)|heal(s|ed|ing)?|caus(e|es|ed|ing)|fix(es|ed)?|no effect|ineffective|harm\\w*"
                    + "|should( have)?|must|hurry|urgent\\w*|immediately|last chance|fail\\w*|lazy|streak\\w*|sham\\w*|guilt\\w*|los(t|e|ing)"
                    + "|broke|missed|only \\{|weak\\w*|slouch\\w*|hunch\\w*|ugly|patient\\w*|disease\\w*|disorder\\w*)\\b",
            Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @EnumSource(Template.class)
    void no_template_holds_a_banned_word(Template template) {
        assertThat(BANNED.matcher(template.words(Language.EN)).results().map(match -> match.group()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void no_template_names_a_disease(Template template) {
        var words = template.words(Language.EN).toLowerCase(Locale.ROOT);
        assertThat(Catalog.v1().conditions().stream().map(Condition::label))
                .isNotEmpty()
                .noneMatch(label -> words.contains(label.toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This practice works for you.",
                "Cobra caused the drop.",
                "It heals.",
                "You have a bad posture.",
                "You lost your streak.",
                "Tadasana had no effect.",
                "It is proven to prevent headache.",
                "Correct your spine.",
                "You should practise more."
            })
    void what_may_not_be_said_is_found(String words) {
        assertThat(BANNED.matcher(words).find()).isTrue();
    }

    @Test
    void ids_are_unique_and_carry_the_version_of_their_words() {
        var ids = Arrays.stream(Template.values()).map(Template::id).toList();

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(ids).allMatch(id -> id.matches("[a-z]+(-[a-z]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+\\.v[1-9][0-9]*"));
    }

    /** A sentence that ends in one full stop, with nothing left to fill in and nothing that a voice cannot read. */
    @ParameterizedTest
    @EnumSource(Template.class)
    void a_filled_in_template_is_plain_text(Template template) {
        var values = new TreeMap<String, String>();
        template.names().forEach(name -> values.put(name, "7"));

        assertThat(new Sentence(Language.EN, template, values).text())
                .endsWith(".")
                .doesNotContain("..", "{", "}", "  ")
                .matches("[\\x20-\\x7E]+");
    }

    @Test
    void the_templates_are_there() {
        assertThat(List.of(Template.values())).hasSizeGreaterThan(5);
    }
}
