package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Language;
import org.paschima.insight.domain.helps.Credit;

/**
 * An example of every sentence in each language, for people to read. A published id never changes its words: who changes a
 * sentence gives it another version, and puts the new example in {@code sentences.txt}.
 */
class GoldenSentencesTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 12);
    private static final LocalDate TO = LocalDate.of(2026, 3, 8);

    private static String example(Words words, Template template, String name) {
        boolean isOfAnExperiment = template.name().startsWith("EXPERIMENT");
        boolean isSigned = template.name().startsWith("HELPS") || template == Template.EXPERIMENT_UNCLEAR;
        return switch (name) {
            case "where" -> words.where("primary", Set.of("neck", "upper-back"));
            case "when" -> words.when(FROM, TO);
            case "from", "lately", "since" -> words.date(FROM, TO);
            case "to", "last", "lastDay" -> words.date(TO);
            case "side" -> words.side(true);
            case "what" -> words.what(Credit.CUE, "no-forcing");
            case "first" -> isOfAnExperiment ? words.what(Credit.PRACTICE, "bhujangasana") : words.rating(4.3);
            case "second" -> isOfAnExperiment ? words.what(Credit.PRACTICE, "tadasana") : words.rating(2.2);
            case "before", "recent" -> words.rating(4.3);
            case "after" -> words.rating(2.2);
            case "low" ->
                template == Template.PATTERN_WEEKDAY
                        ? words.weekday(7)
                        : isSigned ? words.signed(-3.5) : words.points(0.7);
            case "high" ->
                template == Template.PATTERN_WEEKDAY
                        ? words.weekday(3)
                        : isSigned ? words.signed(0.7) : words.points(3.5);
            case "lowSigned" -> words.signedPoints(-1.4);
            case "highSigned" -> words.signedPoints(1);
            case "difference" -> words.difference(words.signedPoints(-0.3), words.signedPoints(0));
            case "size", "distance", "change", "points", "gap", "important", "hours", "changes" -> words.points(1.5);
            case "firstDays" -> words.count(0);
            case "secondDays" -> words.count(3);
            case "highFrom" -> words.hour(20);
            case "highTo" -> words.hour(24);
            case "lowFrom" -> words.hour(4);
            case "lowTo" -> words.hour(8);
            case "practised" -> words.practised(12, 42);
            case "rest" -> "1";
            default -> "28";
        };
    }

    @Test
    void every_sentence_is_said_as_it_was_in_every_language() throws IOException {
        var said = new StringBuilder();
        for (var template : Template.values()) {
            said.append(template.id()).append('\n');
            for (var language : Language.values()) {
                var words = Words.in(language);
                var values = new TreeMap<String, String>();
                template.names().forEach(name -> values.put(name, example(words, template, name)));
                said.append("  ")
                        .append(new Sentence(language, template, values).text())
                        .append('\n');
            }
        }
        assertThat(said.toString()).isEqualTo(golden());
    }

    private static String golden() throws IOException {
        try (var in = Objects.requireNonNull(GoldenSentencesTest.class.getResourceAsStream("sentences.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
