package org.paschima.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.json.FieldProblem;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/** A slot's rule as a request has it: what is wrong with it is said at its field. */
final class RecurrenceReadingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
                "freq=monthly;byday=+1mo | FREQ=MONTHLY;BYDAY=1MO",
                "FREQ=MONTHLY;BYDAY=FR,TH,WE,TU,MO,MO;BYSETPOS=-1 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "FREQ=DAILY;INTERVAL=1;WKST=MO | FREQ=DAILY",
                "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2 | FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                "WKST=SU;INTERVAL=2;FREQ=WEEKLY | FREQ=WEEKLY;INTERVAL=2;WKST=SU"
            })
    void what_means_the_same_is_kept_in_the_same_letters(String sent, String kept) throws MalformedJsonException {
        var plan = planBy(sent);

        var written = JsonWriter.bytes(json -> SettingsCodec.write(json, plan));
        assertThat(new String(written, StandardCharsets.UTF_8))
                .contains("\"slotRules\":[{\"slot\":\"19:00\",\"rule\":\"" + kept + "\",\"from\":\"2026-03-02\"}]");
        assertThat(read(new String(written, StandardCharsets.UTF_8), new Problems()))
                .isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | must be parts",
                "WEEKLY | must be parts",
                "FREQ=WEEKLY; | must be parts",
                "BYDAY=MO | must have FREQ",
                "FREQ=HOURLY | must have FREQ",
                "FREQ=SECONDLY;INTERVAL=1 | must have FREQ",
                "RRULE:FREQ=DAILY | part that is not known",
                "FREQ=DAILY;BYHOUR=9 | part that is not known",
                "FREQ=YEARLY;BYYEARDAY=100 | part that is not known",
                "FREQ=DAILY;COUNT=3 | must have no end (COUNT)",
                "FREQ=DAILY;UNTIL=20270101 | must have no end (UNTIL)",
                "FREQ=DAILY;FREQ=WEEKLY | FREQ twice",
                "FREQ=DAILY;INTERVAL=0 | INTERVAL",
                "FREQ=DAILY;INTERVAL=367 | INTERVAL",
                "FREQ=WEEKLY;INTERVAL=54 | INTERVAL of WEEKLY must be 1 to 53",
                "FREQ=YEARLY;INTERVAL=2 | INTERVAL of YEARLY must be 1 to 1",
                "FREQ=DAILY;INTERVAL=1,2 | one number",
                "FREQ=WEEKLY;BYDAY=MO, | BYDAY",
                "FREQ=WEEKLY;BYDAY=0MO | BYDAY",
                "FREQ=WEEKLY;BYDAY=1MO | BYDAY takes a number",
                "FREQ=MONTHLY;BYDAY=6MO | numbers of -5 to 5",
                "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3 | exclude each other",
                "FREQ=WEEKLY;BYMONTHDAY=3 | does not go with WEEKLY",
                "FREQ=YEARLY;BYMONTHDAY=3 | where BYMONTH is there",
                "FREQ=MONTHLY;BYMONTHDAY=32 | BYMONTHDAY",
                "FREQ=MONTHLY;BYMONTH=13 | BYMONTH",
                "FREQ=MONTHLY;BYSETPOS=1 | BYSETPOS goes with",
                "FREQ=WEEKLY;WKST=XX | WKST",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | comes on no date"
            })
    void a_rule_that_is_none_is_refused_at_its_field(String rule, String said) throws MalformedJsonException {
        assertThat(problems(rule, "\"2026-03-02\"")).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/slotRules/0/rule");
            assertThat(problem.detail()).startsWith("rule ").contains(said);
        });
    }

    @Test
    void a_rule_is_no_longer_than_two_hundred_characters() throws MalformedJsonException {
        assertThat(problems("FREQ=WEEKLY;BYDAY=" + "MO,".repeat(60) + "MO", "\"2026-03-02\""))
                .isEmpty();
        assertThat(problems("FREQ=WEEKLY;BYDAY=" + "MO,".repeat(61) + "MO", "\"2026-03-02\""))
                .extracting(FieldProblem::pointer)
                .containsExactly("/slotRules/0/rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"2026-02-30\""})
    void a_rule_has_a_first_date(String from) throws MalformedJsonException {
        assertThat(problems("FREQ=DAILY", from))
                .extracting(FieldProblem::pointer)
                .containsExactly("/slotRules/0/from");
    }

    @Test
    void a_rule_and_days_of_the_week_exclude_each_other() throws MalformedJsonException {
        var problems = new Problems();
        read("""
                {"slots": ["19:00"], "version": 1,
                 "slotRules": [{"slot": "19:00", "days": ["monday"], "rule": "FREQ=DAILY", "from": "2026-03-02"}]}""", problems);

        assertThat(problems.list())
                .extracting(FieldProblem::pointer, FieldProblem::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/slotRules/0/days", "UNEXPECTED"));
    }

    @Test
    void a_first_date_is_of_a_rule() throws MalformedJsonException {
        var problems = new Problems();
        read(
                "{\"slots\": [\"19:00\"], \"version\": 1, \"slotRules\": [{\"slot\": \"19:00\", \"from\": \"2026-03-02\"}]}",
                problems);

        assertThat(problems.list()).extracting(FieldProblem::code).containsExactly("UNEXPECTED");
    }

    /** Another first date, or another interval, is another set of dates: such a slot begins anew. */
    @Test
    void a_slot_is_as_under_another_plan_where_its_rule_is() throws MalformedJsonException {
        var slot = LocalTime.of(19, 0);
        var plan = planBy("FREQ=WEEKLY;BYDAY=MO");
        var same = planBy("BYDAY=MO;FREQ=WEEKLY;INTERVAL=1");
        var other = planBy("FREQ=WEEKLY;BYDAY=MO;INTERVAL=2");

        assertThat(plan.isAsUnder(same, slot)).isTrue();
        assertThat(plan.isAsUnder(other, slot)).isFalse();
        assertThat(other.isOn(slot, LocalDate.of(2026, 3, 9))).isFalse();
        assertThat(plan.isOn(slot, LocalDate.of(2026, 3, 9))).isTrue();
    }

    private static NudgePlan planBy(String rule) throws MalformedJsonException {
        return Objects.requireNonNull(plan(rule, "\"2026-03-02\"", new Problems()));
    }

    private static List<FieldProblem> problems(String rule, String from) throws MalformedJsonException {
        var problems = new Problems();
        assertThat(plan(rule, from, problems) == null).isEqualTo(!problems.isEmpty());
        return problems.list();
    }

    private static @Nullable NudgePlan plan(String rule, String from, Problems problems) throws MalformedJsonException {
        return read(
                "{\"slots\": [\"19:00\"], \"version\": 1, \"slotRules\": [{\"slot\": \"19:00\", \"rule\": \"" + rule
                        + "\", \"from\": " + from + "}]}",
                problems);
    }

    private static @Nullable NudgePlan read(String json, Problems problems) throws MalformedJsonException {
        var object = (Json.Obj) JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
        return SettingsCodec.nudgePlan(new Fields(object, "", problems, Strictness.REQUEST), problems);
    }
}
