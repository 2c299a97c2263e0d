package org.paschima.insight.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.SymptomTier;
import org.paschima.insight.HistoryFixture;

class OpenCareTest {

    private static SymptomReport report(String at, @Nullable String code, @Nullable Statement statement) {
        var head = HistoryFixture.headAt("app:s", 1, at, "Europe/Berlin");
        return new SymptomReport(
                        head, code == null ? List.of() : List.of(new Symptom(code, null, null, null)), statement)
                .byMember();
    }

    static List<String> codes() {
        var codes = new ArrayList<String>();
        Catalog.v1().symptoms().forEach(symptom -> codes.add(symptom.code()));
        codes.add("a-code-of-next-year");
        return codes;
    }

    @ParameterizedTest
    @MethodSource("codes")
    void every_pressing_symptom_and_every_unknown_one_is_open_until_a_later_statement(String code) {
        var symptom = report("2026-03-02T10:00:00+01:00", code, null);
        boolean isPressing = Catalog.v1().tier(code).orElse(SymptomTier.URGENT) != SymptomTier.ROUTINE;

        assertThat(OpenCare.isOpen(List.of(symptom))).isEqualTo(isPressing);
        assertThat(OpenCare.isOpen(
                        List.of(report("2026-03-02T11:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL), symptom)))
                .isFalse();
        assertThat(OpenCare.isOpen(
                        List.of(symptom, report("2026-03-01T11:00:00+01:00", null, Statement.GONE_FOR_14_DAYS))))
                .as("said before")
                .isEqualTo(isPressing);
    }

    @Test
    void a_statement_in_the_same_report_is_not_later() {
        assertThat(OpenCare.isOpen(
                        List.of(report("2026-03-02T10:00:00+01:00", "arm-weakness", Statement.GONE_FOR_14_DAYS))))
                .isTrue();
        assertThat(OpenCare.isOpen(List.of())).isFalse();
    }

    @Test
    void a_statement_without_the_mark_that_it_is_the_members_own_word_ends_nothing() {
        var symptom = report("2026-03-02T10:00:00+01:00", "fever", null);
        var marked = report("2026-03-03T10:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL);
        var unmarked = new SymptomReport(marked.head(), List.of(), marked.statement());

        assertThat(OpenCare.isOpen(List.of(symptom, unmarked))).isTrue();
        assertThat(OpenCare.isOpen(List.of(symptom, marked))).isFalse();
    }

    @Test
    void gone_for_14_days_is_believed_only_when_nothing_was_reported_in_them() {
        var symptom = report("2026-03-02T10:00:00+01:00", "fever", null);
        var routine = report("2026-03-10T10:00:00+01:00", "headache", null);
        var gone = report("2026-03-16T10:00:00+01:00", null, Statement.GONE_FOR_14_DAYS);
        var tooSoon = report("2026-03-16T09:59:59+01:00", null, Statement.GONE_FOR_14_DAYS);

        assertThat(OpenCare.isOpen(List.of(symptom, gone))).isFalse();
        assertThat(OpenCare.isOpen(List.of(symptom, tooSoon))).isTrue();
        assertThat(OpenCare.isOpen(List.of(symptom, routine, gone))).isTrue();
    }
}
