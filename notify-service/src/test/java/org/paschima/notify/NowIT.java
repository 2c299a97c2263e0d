package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;

/** What a first screen is told of nudges, on a real broker and a real database: before, at and after a decision point. */
class NowIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");

    private TestStack stack;
    private int port;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        port = stack.start().port();
        stack.setClock(port, MORNING);
    }

    @AfterEach
    void close() {
        stack.close();
    }

    private Json.Obj now(String query) throws Exception {
        var answer = stack.get(port, "m-1", "/v1/members/me/nudges/now" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestStack.json(answer.body());
    }

    private static Json field(Json.Obj object, String name) {
        return object.fields().getOrDefault(name, Json.Null.VALUE);
    }

    private static String slotOf(Json.Obj now) {
        return field(now, "next") instanceof Json.Obj next ? TestStack.text(next, "slot") : "none";
    }

    @Test
    void the_next_slot_becomes_the_last_decision_and_an_open_nudge_is_taken_back_by_the_deed() throws Exception {
        // Given
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        var asOf = stack.acknowledged(MEMBER, DecisionIT.practised("old", MORNING.minusSeconds(86_400)), MORNING)
                .text();
        var before = now("?minAsOf=" + asOf + "&wait=20");
        assertThat(slotOf(before)).isEqualTo("10:30");
        assertThat(field(before, "lastDecision")).isEqualTo(Json.Null.VALUE);

        // When: slot after slot comes, until one of them brings a nudge
        var slot = Instant.parse("2026-03-02T09:30:00Z");
        var after = decidedAt(slot);
        for (int day = 1; field(after, "open").equals(Json.Null.VALUE); day++) {
            slot = Instant.parse("2026-03-02T09:30:00Z").plusSeconds(day * 86_400L);
            after = decidedAt(slot);
        }

        // Then
        assertThat(slotOf(after)).isEqualTo("15:30");
        assertThat(TestStack.text(field(after, "lastDecision"), "action")).isEqualTo("SENT");
        assertThat(TestStack.text(field(after, "open"), "nudgeId"))
                .isEqualTo(TestStack.text(field(after, "lastDecision"), "nudgeId"));

        // and the deed takes it back
        var done = stack.acknowledged(MEMBER, DecisionIT.practised("done", slot), slot)
                .text();
        assertThat(field(now("?minAsOf=" + done + "&wait=20"), "open")).isEqualTo(Json.Null.VALUE);
    }

    /** What is told once the decision point has its receipt. */
    private Json.Obj decidedAt(Instant slot) throws Exception {
        stack.setClock(port, slot);
        var told = new Json.Obj[1];
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            told[0] = now("");
            assertThat(field(told[0], "lastDecision")).isInstanceOf(Json.Obj.class);
            assertThat(Instant.parse(TestStack.text(field(told[0], "lastDecision"), "instant")))
                    .isEqualTo(slot);
        });
        return told[0];
    }
}
