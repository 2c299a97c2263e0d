package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.session.RecordFixture.TENSION_REPORT;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockTest {

    @Test
    void a_settable_clock_decides_what_the_future_is() {
        try (var session = SessionFixture.on(new InMemoryLog(), SessionConfig.TimeSource.SETTABLE)) {
            assertThat(session.put("/v1/clock", "{\"now\": \"2026-03-02T08:00:00Z\", \"rate\": 0}")
                            .status())
                    .isEqualTo(200);
            var early = session.post("/v1/members/me/tension-reports", TENSION_REPORT); // at 09:05Z
            assertThat(early.errors()).isEqualTo(Map.of("/at", "FUTURE"));

            session.put("/v1/clock", "{\"now\": \"2026-03-02T09:00:00Z\", \"rate\": 0}");
            var inTime = session.post("/v1/members/me/tension-reports", TENSION_REPORT);
            assertThat(inTime.status()).isEqualTo(201);
        }
    }

    @Test
    void without_it_there_is_no_such_route() {
        try (var session = SessionFixture.on(new InMemoryLog())) {
            assertThat(session.put("/v1/clock", "{\"now\": \"2026-03-02T08:00:00Z\", \"rate\": 0}")
                            .status())
                    .isEqualTo(404);
        }
    }
}
