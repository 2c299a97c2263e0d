package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.Position;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.mongo.StoredDecisions;
import org.paschima.runtime.zone.TimeZones;

/** A member asks to be told after an hour of stillness, the whole way: a real broker and a real database. */
class TriggersIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");
    private static final String ME = "/v1/members/me/";
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private TestStack stack;
    private int port;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        port = stack.start().port();
        stack.setClock(port, MORNING);
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
    }

    @AfterEach
    void close() {
        stack.close();
    }

    private Document read(String path) throws Exception {
        var answer = stack.get(port, "m-1", ME + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Document.parse(answer.body());
    }

    private void sits(Instant at) throws Exception {
        stack.setClock(port, at);
        stack.acknowledged(
                MEMBER,
                FactCodec.recorded(new PostureCheck(
                        DecisionIT.head("c-" + at.getEpochSecond(), at),
                        Position.SITTING,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null)),
                at);
    }

    @Test
    void an_hour_without_a_change_is_decided_once_told_and_decided_again_alike() throws Exception {
        // Given
        var plan = "{\"slots\":[],\"triggers\":{\"stillMinutes\":60},\"version\":1}";
        var written = stack.send(port, "m-1", "PUT", ME + "nudge-plan", plan);
        assertThat(written.statusCode()).as(written.body()).isIn(200, 202);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(read("nudge-plan").get("triggers", Document.class))
                        .isEqualTo(new Document("stillMinutes", 60)));
        assertThat(read("nudges/now").getList("triggers", String.class)).containsExactly("STATIC_BOUT");
        var preview = stack.send(
                port, "m-1", "POST", ME + "nudge-plan:preview", "{\"triggers\":{\"lowVariety\":true},\"version\":2}");
        assertThat(Document.parse(preview.body()).getList("triggers", String.class))
                .as(preview.body())
                .containsExactly("LOW_VARIETY");

        // When
        for (int minutes = 60; minutes <= 140; minutes += 20) {
            sits(MORNING.plus(Duration.ofMinutes(minutes)));
        }

        // Then
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(read("decisions").getList("items", Document.class))
                        .singleElement()
                        .satisfies(receipt -> assertThat(receipt)
                                .containsEntry("trigger", "STATIC_BOUT")
                                .containsEntry("slot", "10:00")));
        assertThat(read("nudges/now").get("lastDecision", Document.class)).containsEntry("trigger", "STATIC_BOUT");

        // and decided again it is the same
        var said = new ByteArrayOutputStream();
        try (var stored = StoredDecisions.open(
                stack.setting("MONGO_URI"), stack.setting("MONGO_DATABASE"), Duration.ofSeconds(20))) {
            var replayed = new ReplayedDecisions(
                    stack.setting("NUDGE_DRAW_KEY"),
                    TimeZones.inUse().version(),
                    new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThat(replayed.run(stored, null, null))
                    .as(said.toString(StandardCharsets.UTF_8))
                    .isTrue();
        }
    }
}
