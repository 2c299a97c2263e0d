package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.FactPosition;

/** What a first screen is told of nudges: the open one, the next, the last receipt, and what stands before them. */
class NowRouteTest {

    private final Instant begun = Instant.now();
    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void told(Fact fact) {
        fixture.store.fold(fact, new FactPosition(new LogPosition(3, 0), begun));
    }

    private void livesInBerlinAndAgrees() {
        told(FactCodec.changed(new Profile(ZoneId.of("Europe/Berlin"), LocalTime.MIDNIGHT, null, null, 1)));
        told(FactCodec.changed(new Consents(true, true, false, false, 1)));
    }

    private void plans(
            long version,
            boolean enabled,
            List<LocalTime> slots,
            NudgePlan.@Nullable QuietHours quiet,
            @Nullable OffsetDateTime pausedUntil) {
        told(FactCodec.changed(
                new NudgePlan(
                        enabled,
                        slots,
                        List.of("desk"),
                        quiet,
                        NudgePlan.ZonePolicy.FOLLOW_ME,
                        NudgePlan.DEFAULT.caps(),
                        pausedUntil,
                        version),
                null));
    }

    private String now() throws Exception {
        var answer = fixture.send("GET", "/nudges/now", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void of_a_member_never_heard_of_nothing_is_to_come_and_it_says_why() throws Exception {
        assertThat(now())
                .contains("\"open\":null", "\"next\":null", "\"reason\":\"NO_PROFILE\"", "\"lastDecision\":null")
                .contains("\"pause\":null", "\"care\":{\"hold\":null,\"routine\":null}", "\"asOf\":");
    }

    @Test
    void the_open_nudge_is_told_and_one_that_is_answered_is_not() throws Exception {
        fixture.store.issue(begun);
        assertThat(now()).contains("\"open\":{\"seq\":1}");

        fixture.store.withdraw(1, begun);
        assertThat(now()).contains("\"open\":null");
    }

    @Test
    void a_nudge_that_the_log_cannot_vouch_for_is_not_told() throws Exception {
        fixture.store.issue(begun);
        fixture.appended.set(5);
        fixture.isFoldStalled = true;

        assertThat(now()).contains("\"open\":null");
    }

    @Test
    void the_next_slot_is_one_that_is_not_quiet_and_not_paused() throws Exception {
        livesInBerlinAndAgrees();
        plans(2, true, List.of(LocalTime.of(3, 0), LocalTime.of(12, 0)), NudgePlan.QuietHours.DEFAULT, null);
        assertThat(now())
                .contains("\"slot\":\"12:00\"", "\"zone\":\"Europe/Berlin\"")
                .doesNotContain("\"reason\"");

        var until =
                begun.plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        plans(3, true, List.of(LocalTime.of(12, 0)), null, until);
        var paused = now();
        assertThat(paused).contains("\"pause\":{\"until\":\"" + until + "\",\"because\":\"PAUSED\"}");
        var next = paused.replaceAll(".*\"instant\":\"([^\"]+)\".*", "$1");
        assertThat(OffsetDateTime.parse(next).toInstant()).isAfter(until.toInstant());
    }

    @Test
    void why_none_is_to_come() throws Exception {
        livesInBerlinAndAgrees();
        plans(2, true, List.of(LocalTime.of(3, 0)), NudgePlan.QuietHours.DEFAULT, null);
        assertThat(now()).contains("\"next\":null", "\"reason\":\"NO_SLOT\"");

        plans(3, false, List.of(LocalTime.of(12, 0)), null, null);
        assertThat(now()).contains("\"reason\":\"OPTED_OUT\"");

        told(FactCodec.changed(new Consents(true, false, false, false, 2)));
        assertThat(now()).contains("\"reason\":\"NO_CONSENT\"");

        told(FactCodec.recorded(new SymptomReport(
                new RecordHead(
                        new RecordId("app", "s-1"),
                        1,
                        begun.atOffset(ZoneOffset.UTC),
                        ZoneId.of("UTC"),
                        LocalTime.MIDNIGHT,
                        begun.atOffset(ZoneOffset.UTC).toLocalDate()),
                List.of(new Symptom("chest-pain", Side.BOTH, null, null)),
                null)));
        assertThat(now()).contains("\"reason\":\"CARE_HOLD\"", "\"tier\":\"EMERGENCY\"");
    }

    @Test
    void the_last_receipt_is_told_byte_for_byte() throws Exception {
        fixture.store.decided("{\"decisionId\":\"d-1\",  \"text\":\"No nudge at 10:30\"}");

        assertThat(now()).contains("\"lastDecision\":{\"decisionId\":\"d-1\",  \"text\":\"No nudge at 10:30\"}");
    }

    @Test
    void what_is_wrong_with_the_question_is_named() throws Exception {
        var answer = fixture.send("GET", "/nudges/now?limit=3", "");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("limit");
    }
}
