package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.notify.HookReceiver.Reply;

/** What became of a nudge, the whole way: a real broker, a real database and a studio's receiver. */
class StatesIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private TestStack stack;
    private HookReceiver receiver;
    private int port;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        receiver = new HookReceiver();
        port = stack.start().port();
        stack.setClock(port, MORNING);
    }

    @AfterEach
    void close() {
        receiver.close();
        stack.close();
    }

    private Document read(String path) throws Exception {
        var answer = stack.get(port, "m-1", "/v1/members/me/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Document.parse(answer.body());
    }

    private Document stateNow() throws Exception {
        return read("nudges/now").get("state", new Document());
    }

    private List<Document> states() throws Exception {
        return read("decisions").getList("states", Document.class);
    }

    private void tells(String nudgeId, String fate, Instant at) throws Exception {
        var body = new Document("fate", fate).append("at", at.toString());
        var answer = stack.send(port, "m-1", "POST", "/v1/members/me/nudges/" + nudgeId + "/fate", body.toJson());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void a_nudge_is_delivered_when_a_receiver_had_it_and_over_when_the_member_acted_on_it() throws Exception {
        // Given
        var body = new Document("name", "desk").append("address", receiver.answering("/hook", _ -> Reply.of(204)));
        assertThat(stack.asStudio(port, "POST", "/v1/webhooks", body.toJson()).statusCode())
                .isEqualTo(201);
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(read("nudges/now").get("next", Document.class))
                        .containsEntry("slot", "10:30"));
        assertThat(read("nudges/now")).containsEntry("state", null);

        // When: slot after slot comes, until one of them brings a nudge
        var slot = Instant.parse("2026-03-02T09:30:00Z");
        while (true) {
            var at = slot;
            stack.setClock(port, at);
            await().atMost(A_WHILE).untilAsserted(() -> {
                var last = read("nudges/now").get("lastDecision", Document.class);
                assertThat(last).isNotNull();
                assertThat(Instant.parse(last.getString("instant"))).isEqualTo(at);
            });
            if (!states().isEmpty()) {
                break;
            }
            slot = slot.plus(Duration.ofDays(1));
        }

        // Then
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(stateNow()).containsEntry("state", "delivered"));
        var delivered = stateNow();
        assertThat(delivered)
                .containsEntry("planned", slot.toString())
                .containsEntry("sent", slot.toString())
                .doesNotContainKey("opened");
        assertThat(delivered.get("delivered", Document.class)).containsOnlyKeys("webhook");

        // and what devices tell late and out of order is told in order
        var nudgeId = delivered.getString("nudgeId");
        stack.setClock(port, slot.plusSeconds(600));
        tells(nudgeId, "acted", slot.plusSeconds(300));
        tells(nudgeId, "opened", slot.plusSeconds(120));
        tells(nudgeId, "dismissed", slot.plusSeconds(60));
        var opened = slot.plusSeconds(120).toString();
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(states().getLast())
                        .containsEntry("nudgeId", nudgeId)
                        .containsEntry("state", "acted")
                        .containsEntry("opened", opened));
        assertThat(states().getLast())
                .containsEntry("at", slot.plusSeconds(300).toString())
                .containsKey("decisionId");
        assertThat(read("nudges/now")).containsEntry("state", null);
    }
}
