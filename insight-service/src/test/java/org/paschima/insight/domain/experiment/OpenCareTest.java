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
import org.paschima.contract.Rank;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.SymptomTier;
import org.paschima.insight.HistoryFixture;

class OpenCareTest {

    /** After these reports, each of a record of its own, in the order of the log. */
    private static boolean isOpen(SymptomReport... log) {
        var care = OpenCare.NONE;
        for (int i = 0; i < log.length; i++) {
            var rank = new Rank(i, false, "d");
            care = care.reported(log[i], rank, i).became("app:r" + i, rank, log[i], i);
        }
        return care.isOpen();
    }

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

        var later = report("2026-03-02T11:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL);
        assertThat(isOpen(symptom)).isEqualTo(isPressing);
        assertThat(isOpen(symptom, later)).isFalse();
        assertThat(isOpen(later, symptom)).as("sent before it").isEqualTo(isPressing);
        assertThat(isOpen(symptom, report("2026-03-01T11:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL)))
                .as("said to be before it")
                .isEqualTo(isPressing);
    }

    @Test
    void a_statement_in_the_same_report_is_not_later() {
        assertThat(isOpen(report("2026-03-02T10:00:00+01:00", "arm-weakness", Statement.GONE_FOR_14_DAYS)))
                .isTrue();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void a_statement_without_the_mark_that_it_is_the_members_own_word_ends_nothing() {
        var symptom = report("2026-03-02T10:00:00+01:00", "fever", null);
        var marked = report("2026-03-03T10:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL);
        var unmarked = new SymptomReport(marked.head(), List.of(), marked.statement());

        assertThat(isOpen(symptom, unmarked)).isTrue();
        assertThat(isOpen(symptom, marked)).isFalse();
    }

    @Test
    void gone_for_14_days_is_believed_only_when_nothing_was_reported_in_them() {
        var symptom = report("2026-03-02T10:00:00+01:00", "fever", null);
        var routine = report("2026-03-10T10:00:00+01:00", "headache", null);
        var gone = report("2026-03-16T10:00:00+01:00", null, Statement.GONE_FOR_14_DAYS);
        var tooSoon = report("2026-03-16T09:59:59+01:00", null, Statement.GONE_FOR_14_DAYS);

        assertThat(isOpen(symptom, gone)).isFalse();
        assertThat(isOpen(symptom, tooSoon)).isTrue();
        assertThat(isOpen(symptom, routine, gone)).isTrue();
    }

    @Test
    void a_symptom_whose_report_is_corrected_or_deleted_stays_and_a_statement_does_not() {
        var symptom = report("2026-03-02T10:00:00+01:00", "fever", null);
        var checked = report("2026-03-03T10:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL);
        var first = new Rank(1, false, "d");
        var second = new Rank(2, true, "");
        var care = OpenCare.NONE
                .reported(symptom, first, 0)
                .became("app:s", first, symptom, 0)
                .became("app:s", second, null, 1);
        assertThat(care.isOpen()).isTrue();

        var stated = care.reported(checked, first, 2).became("app:c", first, checked, 2);
        assertThat(stated.isOpen()).isFalse();
        assertThat(stated.reported(symptom, first, 3).isOpen())
                .as("delivered again")
                .isFalse();
        assertThat(stated.became("app:c", second, null, 4).isOpen()).isTrue();
    }

    @Test
    void of_very_many_reports_little_is_kept_and_none_is_forgotten_before_it_is_ended() {
        var care = OpenCare.NONE;
        for (int i = 0; i < 3_000; i++) {
            var symptom = report(
                    i % 7 == 0 ? "2026-03-01T10:00:00+01:00" : "2026-03-02T10:00:00+01:00",
                    i % 2 == 0 ? "fever" : "headache",
                    null);
            care = care.reported(symptom, new Rank(i, false, "d"), i);
        }
        var first = new Rank(1, false, "d");

        assertThat(care.symptoms()).hasSizeLessThan(100);
        var early = report("2026-03-01T12:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL);
        assertThat(care.became("app:c", first, early, 5_000).isOpen()).isTrue();
        var late = report("2026-03-02T12:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL);
        assertThat(care.became("app:c", first, late, 2_999).isOpen()).isFalse();
        assertThat(care.became("app:c", first, late, 2_997).isOpen()).isTrue();
    }
}
