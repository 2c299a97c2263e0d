package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.session.RecordFixture.PRACTICE;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostTest {

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void a_practice_is_answered_201_with_what_the_log_keeps() {
        var reply = session.post("/v1/members/me/practices", PRACTICE);

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.body())
                .isEqualTo(
                        """
                {"id":"studio-app:p-1001","kind":"practice","source":"studio-app","clientRecordId":"p-1001","version":1,"localDate":"2026-03-02","asOf":"0:0"}""");
        assertThat(reply.header("Location"))
                .isEqualTo("http://insight.example:8082/v1/members/m-1/records/studio-app:p-1001");
        assertThat(log.last().key()).isEqualTo("studio-1/m-1");
    }
}
