package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.notify.HookReceiver.Reply;
import org.paschima.notify.webhook.SignaturesTest;
import org.paschima.testkit.Seeds;

/** A studio's webhook, the whole way: on a real broker, a real database and real sockets. */
class WebhookIT {

    private static final Duration A_WHILE = Duration.ofSeconds(40);

    private TestStack stack;
    private HookReceiver receiver;
    private NotifyService service;
    private int port;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        receiver = new HookReceiver();
        service = stack.start();
        port = service.port();
    }

    @AfterEach
    void close() {
        receiver.close();
        stack.close();
    }

    private Document registered(String address, String late) throws Exception {
        var body = new Document("name", "desk").append("address", address).append("late", late);
        var answer = stack.asStudio(port, "POST", "/v1/webhooks", body.toJson());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Document.parse(answer.body());
    }

    private Document read(String path) throws Exception {
        var answer = stack.asStudio(port, "GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Document.parse(answer.body());
    }

    private List<String> issuedOf(TestStack of) {
        return Crowd.published(of.topics().nudges()).stream()
                .map(Crowd.Entry::id)
                .distinct()
                .toList();
    }

    private List<String> takenIds() {
        return receiver.taken().stream()
                .map(HookReceiver.Taken::id)
                .distinct()
                .filter(id -> !id.startsWith("test-"))
                .toList();
    }

    @Test
    void a_studio_registers_an_address_tries_it_and_is_told_of_nudges_and_of_their_withdrawals() throws Exception {
        var webhook = registered(receiver.answering("/hook", _ -> Reply.of(204)), "send");
        var path = "/v1/webhooks/" + webhook.getString("id");
        assertThat(stack.asStudio(port, "POST", path + "/test", "{}").body()).contains("\"DELIVERED\"");

        try (var crowd = new Crowd(stack, 4, () -> port, new Random(Seeds.one(45)))) {
            for (int slot = 0; slot < 4; slot++) {
                crowd.nextSlot(List.of(port));
                crowd.awaitEveryDecisionOnce();
                crowd.practise(crowd.now().plusSeconds(5));
            }
            crowd.checkTopics();
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(takenIds()).containsExactlyInAnyOrderElementsOf(issuedOf(stack)));
        }

        assertThat(takenIds()).anyMatch(id -> id.endsWith(":issued"));
        for (var taken : receiver.taken()) {
            assertThat(taken.signatures())
                    .isEqualTo(SignaturesTest.bySpecification(
                            webhook.getString("secret"), taken.id(), taken.seconds(), taken.body()));
        }
        await().atMost(A_WHILE).untilAsserted(() -> {
            var now = read(path);
            assertThat(now.get("state", Document.class).getString("name")).isEqualTo("ACTIVE");
            assertThat(now.getString("cursor")).isNotEqualTo(webhook.getString("cursor"));
            assertThat(now).doesNotContainKey("secret");
            assertThat(read(path + "/attempts?limit=2").getList("items", Document.class))
                    .hasSize(2)
                    .allMatch(each -> each.getString("outcome").equals("DELIVERED"));
        });
        int before = receiver.taken().size();
        var again =
                stack.asStudio(port, "POST", path + "/replay", "{\"after\":\"" + webhook.getString("cursor") + "\"}");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        await().atMost(A_WHILE).until(() -> receiver.taken().size() == 2 * before - 1);
        assertThat(takenIds()).containsExactlyInAnyOrderElementsOf(issuedOf(stack));
    }

    @Test
    void a_receiver_that_fails_is_shown_at_rest_and_one_slow_receiver_costs_the_other_nothing() throws Exception {
        var failing = registered(receiver.answering("/failing", _ -> Reply.of(500)), "send");
        var hanging = registered(receiver.answering("/hanging", _ -> null), "send");
        registered(receiver.answering("/hook", _ -> Reply.of(204)), "send");

        try (var crowd = new Crowd(stack, 12, () -> port, new Random(Seeds.one(46)))) {
            for (int slot = 0; slot < 4; slot++) {
                crowd.nextSlot(List.of(port));
                crowd.awaitEveryDecisionOnce();
            }
            crowd.checkTopics();
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(takenIds()).containsExactlyInAnyOrderElementsOf(issuedOf(stack)));
        }

        for (var each : List.of(failing, hanging)) {
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(read("/v1/webhooks/" + each.getString("id"))
                                    .get("state", Document.class)
                                    .getString("name"))
                            .isEqualTo("RESTING"));
        }
        var metrics = stack.get(port, "m-1", "/metrics").body();
        assertThat(metrics).contains("notify_webhook_attempts_total{outcome=\"refused\"}", "notify_webhooks_held 3.0");
    }

    @Test
    void a_receiver_that_is_gone_is_told_no_more_and_says_so() throws Exception {
        var asked = new AtomicInteger();
        var gone = registered(
                receiver.answering("/gone", _ -> {
                    asked.incrementAndGet();
                    return Reply.of(410);
                }),
                "send");
        try (var crowd = new Crowd(stack, 12, () -> port, new Random(Seeds.one(47)))) {
            for (int slot = 0; slot < 3; slot++) {
                crowd.nextSlot(List.of(port));
                crowd.awaitEveryDecisionOnce();
            }
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(read("/v1/webhooks/" + gone.getString("id"))
                                    .get("state", Document.class)
                                    .getString("name"))
                            .isEqualTo("GONE"));
        }
        assertThat(asked.get()).isBetween(1, 16);
    }
}
