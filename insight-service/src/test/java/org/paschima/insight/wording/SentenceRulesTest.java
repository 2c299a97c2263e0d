package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.contract.Language;

/**
 * What no sentence may be, read in all that can be said: every template with the values that stand at an edge in each of its
 * places (issue 10, "Foolish sentences" and "Dates and consistency").
 */
class SentenceRulesTest {

    private static final Words WORDS = Words.in(Language.EN);
    private static final LocalDate FIRST = LocalDate.of(2025, 12, 29);
    private static final LocalDate LAST = LocalDate.of(2026, 2, 8);

    private static final List<String> COUNTS = List.of("0", "1", "2", "180");
    private static final List<String> POINTS = List.of("0.0", "0.1", "1.0", "1.5", "10.0");
    private static final Set<String> COUNTED = Set.of(
            "checks",
            "leastChecks",
            "days",
            "firstDays",
            "secondDays",
            "halfDays",
            "leastDays",
            "n",
            "leastReports",
            "weeks",
            "leastWeeks",
            "rest",
            "strength",
            "longest",
            "pairs",
            "unrated",
            "rated",
            "firstPairs",
            "secondPairs",
            "least");
    private static final Set<String> MEASURED = Set.of(
            "size",
            "distance",
            "change",
            "low",
            "high",
            "first",
            "second",
            "important",
            "recent",
            "gap",
            "changes",
            "hours",
            "before",
            "after",
            "points");

    /** What may stand in a place. */
    private static List<String> edges(Template template, String name) {
        boolean isSigned = Set.of("lowSigned", "highSigned").contains(name)
                || (Set.of("low", "high").contains(name)
                        && (template.name().startsWith("HELPS") || template == Template.EXPERIMENT_UNCLEAR));
        if (template == Template.PATTERN_WEEKDAY && Set.of("low", "high").contains(name)) {
            return List.of("Sundays", "Mondays");
        }
        if (template.name().startsWith("EXPERIMENT")
                && Set.of("first", "second").contains(name)) {
            return List.of("Bow", "Back-body breath");
        }
        if (isSigned) {
            return name.endsWith("Signed")
                    ? List.of("none", "1.0 point lower", "2.3 points higher")
                    : List.of("0.0", "1.0 lower", "2.3 higher");
        }
        if (Set.of("firstDays", "secondDays").contains(name)) {
            return List.of(WORDS.count(0), WORDS.count(1), WORDS.count(2), WORDS.count(180));
        }
        if (template.name().startsWith("PATTERN") && COUNTED.contains(name)) {
            // who reported nothing is told that, and no counts of it: PatternWordsTest
            return COUNTS.subList(1, COUNTS.size());
        }
        if (COUNTED.contains(name)) {
            return COUNTS;
        }
        if (MEASURED.contains(name)) {
            return POINTS;
        }
        return switch (name) {
            case "where" -> List.of(WORDS.where("primary"), WORDS.where("primary", Set.of("neck")), WORDS.where("jaw"));
            case "when" ->
                List.of(WORDS.when(FIRST, LAST), WORDS.when(LAST, LAST), WORDS.when(LAST.minusDays(9), LAST));
            case "from", "lately", "since" -> List.of(WORDS.date(FIRST, LAST), WORDS.date(LAST.minusDays(20), LAST));
            case "to", "lastDay", "last" -> List.of(WORDS.date(LAST));
            case "side" -> List.of("left", "right");
            case "what" -> List.of("Bow", "Back-body breath");
            case "highFrom", "lowFrom", "highTo", "lowTo" -> List.of(WORDS.hour(0), WORDS.hour(8), WORDS.hour(24));
            case "practised" -> List.of("1 day", "1 of the 2 days", "each of the 42 days");
            case "difference" -> List.of("with no difference", "with a difference between none and 1.0 point higher");
            default -> throw new AssertionError(template + " has a place that nobody has thought of: " + name);
        };
    }

    /** Every edge of each place, with the first edges and with the last edges of all others. */
    private static Stream<String> texts(Template template) {
        var texts = new ArrayList<String>();
        for (boolean isFirst : new boolean[] {true, false}) {
            var usual = new TreeMap<String, String>();
            template.names().forEach(name -> {
                var edges = edges(template, name);
                usual.put(name, isFirst ? edges.getFirst() : edges.getLast());
            });
            texts.add(new Sentence(Language.EN, template, usual).text());
            for (var name : template.names()) {
                for (var edge : edges(template, name)) {
                    var values = new TreeMap<>(usual);
                    values.putAll(Map.of(name, edge));
                    texts.add(new Sentence(Language.EN, template, values).text());
                }
            }
        }
        return texts.stream().distinct();
    }

    private static void none(Template template, Predicate<String> isWrong) {
        assertThat(texts(template)).isNotEmpty().noneMatch(isWrong);
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void a_sentence_has_no_date_in_figures_and_no_label_of_a_week(Template template) {
        none(template, text -> text.matches(".*\\d{4}-(W|\\d\\d).*"));
    }

    /** Self-experiments are told of from their beginning on, which the question names. */
    @ParameterizedTest
    @EnumSource(names = "EXPERIMENT_.*", mode = EnumSource.Mode.MATCH_NONE)
    void a_sentence_names_the_days_that_it_is_about(Template template) {
        assertThat(texts(template)).allMatch(text -> text.contains(" 2026"));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void one_is_one_and_everything_else_is_many(Template template) {
        none(
                template,
                text -> text.matches(
                        ".*(?<![\\d.])1(\\.0)? (day|point|time|pair|step|hour|minute|change|report|week)s\\b.*"));
        none(
                template,
                text -> text.matches(
                        ".*(?<![\\d.])(0|2|180|0\\.0|0\\.1|1\\.5|10\\.0) (day|point|time|pair|step|minute)\\b.*"));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void a_sentence_is_plain_english_with_a_beginning_and_an_end(Template template) {
        none(
                template,
                text -> text.contains("  ") || text.contains("..") || text.contains(" ,") || text.contains("( "));
        none(template, text -> text.contains("{") || text.contains("null") || text.contains("NaN"));
        none(template, text -> text.contains("difference between no ") || text.contains("24:00"));
        assertThat(texts(template)).allMatch(text -> Character.isUpperCase(text.charAt(0)) && text.endsWith("."));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void a_sentence_does_not_say_so_far_and_yet_of_one_thing(Template template) {
        for (var sentence : template.words(Language.EN).split("(?<=[.:;]) ", -1)) {
            assertThat(sentence.contains("so far") && sentence.contains(" yet "))
                    .as(sentence)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void a_sentence_that_begins_with_no_says_why_and_not_so_far(Template template) {
        none(template, text -> text.startsWith("No ") && (text.contains("so far") || !text.contains("so there ")));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void near_neutral_and_near_the_middle_are_said_of_nobody_who_leans(Template template) {
        boolean isNear = template == Template.BALANCE_NEUTRAL || template == Template.BALANCE_NEUTRAL_SIDES;
        assertThat(texts(template))
                .allMatch(text -> isNear == (text.contains("near neutral") || text.contains("near the middle")));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void more_reports_are_asked_for_only_where_days_are_left_out(Template template) {
        assertThat(texts(template))
                .allMatch(text ->
                        text.contains("more reports would help") == (template == Template.CHANGE_NO_CLEAR_CHANGE));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void a_change_can_hide_only_where_it_is_not_clear(Template template) {
        none(template, text -> text.contains("can hide") && !text.contains("not clear whether"));
        none(template, text -> text.contains("can hide") && text.contains("about the same"));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void less_than_people_notice_is_said_of_what_is_little_only(Template template) {
        none(template, text -> text.contains("less than people usually notice") && !text.contains("a little"));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void a_day_off_is_spoken_of_to_who_practises_only(Template template) {
        assertThat(texts(template))
                .allMatch(text -> text.contains("day off")
                        == (template == Template.HABIT || template == Template.HABIT_WITHOUT_REST));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void without_practice_is_compared_only_where_it_is_said_how_sure_that_is(Template template) {
        none(template, text -> text.contains("same start without practice") && !text.matches(".*\\(.* to .*\\).*"));
    }

    @ParameterizedTest
    @EnumSource(names = "(CLAIM|CHANGE_(IMPROVING|WORSENING)).*ESTABLISHED", mode = EnumSource.Mode.MATCH_ALL)
    void how_many_looks_found_it_is_not_said_where_one_may_be_enough(Template template) {
        none(template, text -> text.contains("Two weekly looks"));
    }

    @Test
    void a_day_is_said_as_one_reads_it() {
        assertThat(WORDS.when(LAST, LAST)).isEqualTo("on 8 February 2026");
        assertThat(WORDS.when(LAST.minusDays(6), LAST)).isEqualTo("from 2 February to 8 February 2026");
        assertThat(WORDS.when(FIRST, LAST)).isEqualTo("from 29 December 2025 to 8 February 2026");
        assertThat(WORDS.hour(24)).isEqualTo("midnight");
    }
}
