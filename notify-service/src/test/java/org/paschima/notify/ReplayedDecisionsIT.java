package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.notify.mongo.StoredDecisions;
import org.paschima.runtime.zone.TimeZones;

/** What {@code ./paschima replay-decisions} says, of the receipts of a service with a real database. */
class ReplayedDecisionsIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");

    private TestStack stack;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        int port = stack.start().port();
        stack.setClock(port, MORNING);
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.get(port, "m-1", "/v1/members/me/nudges/now")
                                .body())
                        .contains("10:30"));
        stack.setClock(port, MORNING.plus(Duration.ofDays(2)));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.get(port, "m-1", "/v1/members/me/decisions")
                                .body())
                        .contains("2026-03-03"));
    }

    @AfterEach
    void close() {
        stack.close();
    }

    private record Said(boolean isSame, String text) {}

    private Said replay(@Nullable String member, @Nullable LocalDate from) throws Exception {
        var said = new ByteArrayOutputStream();
        try (var stored = StoredDecisions.open(
                stack.setting("MONGO_URI"), stack.setting("MONGO_DATABASE"), Duration.ofSeconds(20))) {
            boolean isSame = new ReplayedDecisions(
                            stack.setting("NUDGE_DRAW_KEY"),
                            TimeZones.inUse().version(),
                            new PrintStream(said, true, StandardCharsets.UTF_8))
                    .run(stored, member, from);
            return new Said(isSame, said.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void receipts_are_decided_again_and_a_member_nobody_knows_or_without_any_is_said_plainly() throws Exception {
        assertThat(replay(null, null).text()).contains("receipts decided again: all to the same bytes");
        assertThat(replay("m-1", null).isSame()).isTrue();
        assertThat(replay("studio/m-1", LocalDate.of(2026, 3, 3)).text()).contains("decided again");

        var unknown = replay("nobody", null);
        assertThat(unknown.isSame()).isFalse();
        assertThat(unknown.text()).contains("nobody knows a member of this name");
        assertThat(replay("other/m-1", null).text()).contains("nobody knows");

        assertThat(replay("m-1", LocalDate.of(2027, 1, 1)).text())
                .contains("no receipts of this member from 2027-01-01 on");
    }
}
