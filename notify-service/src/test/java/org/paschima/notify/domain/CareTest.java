package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.deleted;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.states;
import static org.paschima.notify.domain.MemberFixture.statesWithoutMark;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Symptom;
import org.paschima.contract.catalog.SymptomTier;

class CareTest {

    private static MemberFixture member() {
        return aMemberAt(MORNING, BERLIN);
    }

    static Stream<Symptom> symptoms() {
        return Catalog.v1().symptoms().stream();
    }

    /** Recall must be complete (domain.md §5.1): every row of the table. */
    @ParameterizedTest
    @MethodSource("symptoms")
    void every_emergency_and_urgent_symptom_opens_a_hold_of_its_tier(Symptom symptom) {
        var hold =
                member().happens(symptom("s", 1, symptom.code(), MORNING)).state.careHold();

        if (symptom.tier() == SymptomTier.ROUTINE) {
            assertThat(hold).isEmpty();
        } else {
            assertThat(hold).get().extracting(Care.Hold::tier).isEqualTo(symptom.tier());
        }
    }

    @Test
    void an_unknown_symptom_holds_as_urgent() {
        assertThat(member().happens(symptom("s", 1, "something-new", MORNING))
                        .state
                        .careHold())
                .get()
                .extracting(Care.Hold::tier)
                .isEqualTo(SymptomTier.URGENT);
    }

    @Test
    void the_most_pressing_symptom_gives_the_tier() {
        var hold = member().happens(symptom("s", 1, "fever", MORNING))
                .happens(symptom("t", 1, "chest-pain", MORNING.plusSeconds(60)))
                .state
                .careHold()
                .orElseThrow();

        assertThat(hold.tier()).isEqualTo(SymptomTier.EMERGENCY);
        assertThat(hold.since()).isEqualTo(MORNING);
        assertThat(hold.because()).extracting(ReportedSymptom::code).containsExactly("chest-pain", "fever");
    }

    @Test
    void a_later_statement_ends_it() {
        assertThat(member().happens(symptom("s", 1, "fever", MORNING))
                        .happens(states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(1)))
                        .state
                        .careHold())
                .isEmpty();
    }

    @Test
    void a_statement_ends_only_what_stands_before_it_in_the_log_whatever_time_a_later_symptom_claims() {
        var member = member().happens(states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING))
                .happens(symptom("s", 1, "fever", MORNING.minus(Duration.ofDays(3))));
        assertThat(member.state.careHold()).isPresent();

        member.happens(states("u", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING));
        assertThat(member.state.careHold()).isEmpty();
    }

    @Test
    void a_statement_of_the_same_moment_ends_it_by_its_place_in_the_log_and_one_that_claims_to_be_before_does_not() {
        var member = member().happens(symptom("s", 1, "fever", MORNING))
                .happens(states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.minusSeconds(1)));
        assertThat(member.state.careHold()).isPresent();

        member.happens(states("u", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING));
        assertThat(member.state.careHold()).isEmpty();
    }

    @Test
    void a_statement_without_the_mark_that_it_is_the_members_own_word_ends_nothing() {
        assertThat(member().happens(symptom("s", 1, "chest-pain", MORNING))
                        .happens(statesWithoutMark("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(60)))
                        .state
                        .careHold())
                .isPresent();
    }

    @Test
    void gone_for_14_days_ends_it_only_when_no_symptom_was_reported_in_the_14_days_before() {
        var stated = MORNING.plus(Duration.ofDays(14));
        var gone = states("t", 1, Statement.GONE_FOR_14_DAYS, stated);

        assertThat(member().happens(symptom("s", 1, "fever", MORNING))
                        .happens(gone)
                        .state
                        .careHold())
                .isEmpty();
        assertThat(member().happens(symptom("s", 1, "fever", MORNING.plusSeconds(1)))
                        .happens(gone)
                        .state
                        .careHold())
                .isPresent();
    }

    @Test
    void a_routine_symptom_in_those_14_days_keeps_gone_for_14_days_from_ending_it() {
        var stated = MORNING.plus(Duration.ofDays(20));
        var member = member().happens(symptom("s", 1, "fever", MORNING))
                .happens(symptom("r", 1, "headache", MORNING.plus(Duration.ofDays(10))))
                .happens(states("t", 1, Statement.GONE_FOR_14_DAYS, stated));

        assertThat(member.state.careHold()).isPresent();
        member.happens(states("u", 1, Statement.GONE_FOR_14_DAYS, MORNING.plus(Duration.ofDays(24))));
        assertThat(member.state.careHold()).isEmpty();
    }

    @Test
    void the_same_report_sent_again_after_the_statement_is_no_new_report_but_another_version_is() {
        var member = member().happens(symptom("s", 1, "fever", MORNING))
                .happens(states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(1)))
                .happens(symptom("s", 1, "fever", MORNING));
        assertThat(member.state.careHold()).isEmpty();

        member.happens(symptom("s", 2, "fever", MORNING));
        assertThat(member.state.careHold()).isPresent();
    }

    @Test
    void the_same_statement_sent_again_keeps_its_first_place() {
        var statement = states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(60));

        assertThat(member().happens(statement)
                        .happens(symptom("s", 1, "fever", MORNING))
                        .happens(statement)
                        .state
                        .careHold())
                .isPresent();
    }

    @Test
    void a_statement_corrected_to_something_else_ends_nothing_any_more_and_its_older_version_cannot_return() {
        var statement = states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(60));

        assertThat(member().happens(symptom("s", 1, "fever", MORNING))
                        .happens(statement)
                        .happens(practised("t", 2, MORNING, Duration.ofMinutes(5)))
                        .happens(statement)
                        .state
                        .careHold())
                .isPresent();
    }

    @Test
    void of_too_many_symptoms_none_is_forgotten_that_came_after_the_statement_however_it_is_dated() {
        var member = member();
        for (int i = 0; i < 30; i++) {
            member.happens(symptom("s" + i, 1, "fever", MORNING.plusSeconds(i)));
        }
        member.happens(states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(100)));
        assertThat(member.state.careHold()).isEmpty();

        member.happens(symptom("old", 1, "fever", MORNING.minus(Duration.ofDays(40))));
        assertThat(member.state.careHold()).isPresent();
        member.happens(states("u", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(101)));
        assertThat(member.state.careHold()).isEmpty();
    }

    @Test
    void deleting_the_statement_opens_it_again() {
        assertThat(member().happens(symptom("s", 1, "fever", MORNING))
                        .happens(states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(1)))
                        .happens(deleted("t", 1, MORNING.plusSeconds(2)))
                        .state
                        .careHold())
                .isPresent();
    }

    @Test
    void deleting_or_correcting_the_report_of_the_symptom_does_not_end_it() {
        assertThat(member().happens(symptom("s", 1, "fever", MORNING))
                        .happens(deleted("s", 2, MORNING.plusSeconds(1)))
                        .state
                        .careHold())
                .isPresent();
        assertThat(member().happens(symptom("s", 1, "fever", MORNING))
                        .happens(symptom("s", 2, "headache", MORNING))
                        .happens(practised("s", 3, MORNING, Duration.ofMinutes(5)))
                        .state
                        .careHold())
                .isPresent();
    }

    @Test
    void a_report_that_comes_after_its_own_deletion_opens_it_all_the_same() {
        assertThat(member().happens(deleted("s", 2, MORNING.plusSeconds(1)))
                        .happens(symptom("s", 1, "fever", MORNING))
                        .state
                        .careHold())
                .isPresent();
    }

    @Test
    void many_symptoms_do_not_push_out_what_keeps_it_open() {
        var member = member();
        for (int i = 0; i < 100; i++) {
            member.happens(symptom("s" + i, 1, "fever", MORNING.plusSeconds(i)));
        }

        assertThat(member.state.careHold()).isPresent();
        assertThat(member.state.records().symptoms()).hasSize(20);
        member.happens(states("t", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING.plusSeconds(100)));
        assertThat(member.state.careHold()).isEmpty();
    }
}
