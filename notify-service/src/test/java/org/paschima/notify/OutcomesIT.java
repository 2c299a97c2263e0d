package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;

/** What followed a decision is told beside its receipt, on a real broker and a real database. */
class OutcomesIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final Instant SLOT = Instant.parse("2026-03-02T09:30:00Z");
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

    private String decisions() throws Exception {
        return stack.get(port, "m-1", "/v1/members/me/decisions").body();
    }

    @Test
    void a_practice_within_the_hour_is_an_outcome_a_day_later_and_the_receipt_stays_as_it_was() throws Exception {
        // Given: the first slot, at which nothing stands against a nudge
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.get(port, "m-1", "/v1/members/me/nudges/now")
                                .body())
                        .contains("2026-03-02"));
        stack.setClock(port, SLOT);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(decisions()).contains("\"available\":true", "\"outcomes\":[]"));
        var receipt = decisions().replaceAll("^\\{\"items\":\\[(.*)\\],\"outcomes\".*$", "$1");

        // When
        var deed = SLOT.plus(Duration.ofMinutes(20));
        stack.setClock(port, deed);
        stack.acknowledged(MEMBER, DecisionIT.practised("deed", deed), deed);
        stack.setClock(port, SLOT.plus(Duration.ofDays(2)));

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(decisions())
                        .contains("\"windowEnd\":\"2026-03-02T10:30:00Z\"")
                        .containsPattern("\"opened\":(true|false),\"practised\":true"));
        assertThat(decisions()).contains(receipt);
    }
}
