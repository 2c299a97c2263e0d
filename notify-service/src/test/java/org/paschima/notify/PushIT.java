package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;
import org.paschima.notify.push.Browser;
import org.paschima.notify.push.PushService;
import org.paschima.notify.push.PushService.Reply;

/** The whole way to a browser, on a real broker and a real database, by two instances. */
class PushIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");
    private static final String MINE = "/v1/members/me/push-subscriptions";
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private TestStack stack;
    private PushService service;
    private int port;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        service = new PushService();
        port = stack.start().port();
        stack.setClock(port, MORNING);
    }

    @AfterEach
    void close() {
        stack.close();
        service.close();
    }

    private Browser subscribed(String path, Reply reply) throws Exception {
        var browser = Browser.fresh();
        var answer = stack.send(port, "m-1", "POST", MINE, browser.described(service.endpoint(path, _ -> reply)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return browser;
    }

    @Test
    void a_nudge_reaches_each_browser_once_and_its_withdrawal_follows_and_a_browser_that_is_gone_is_forgotten()
            throws Exception {
        int other = stack.start().port();
        stack.setClock(other, MORNING);
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        stack.acknowledged(MEMBER, DecisionIT.practised("old", MORNING.minusSeconds(86_400)), MORNING);
        var phone = subscribed("/phone", Reply.of(201));
        var laptop = subscribed("/laptop", Reply.of(201));
        subscribed("/gone", Reply.of(410));

        // When: slots come until one brings a nudge
        int slot = 0;
        while (slot == 0 || !TestStack.text(decisions().getLast(), "action").equals("SENT")) {
            var at = slots().get(slot++);
            stack.setClock(port, at);
            stack.setClock(other, at);
            int expected = slot;
            await().atMost(A_WHILE).untilAsserted(() -> assertThat(decisions()).hasSize(expected));
        }

        // Then
        for (var browser : List.of("/phone", "/laptop")) {
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(service.taken(browser)).hasSize(1));
        }
        var issued = service.taken("/phone").getFirst();
        var read = new ObjectMapper().readTree(phone.read(issued.body()));
        assertThat(read.get("type").asText()).isEqualTo("nudge.issued");
        assertThat(laptop.read(service.taken("/laptop").getFirst().body())).isEqualTo(phone.read(issued.body()));
        assertThat(issued.ttl()).isBetween(1_500, 1_800);

        // When: the deed
        var at = slots().get(slot - 1).plusSeconds(60);
        stack.setClock(port, at);
        stack.setClock(other, at);
        stack.acknowledged(MEMBER, DecisionIT.practised("deed", at), at);

        // Then
        for (var browser : List.of("/phone", "/laptop")) {
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(service.taken(browser)).hasSize(2));
        }
        var withdrawn = service.taken("/phone").getLast();
        assertThat(withdrawn.topic()).isEqualTo(issued.topic());
        assertThat(new ObjectMapper().readTree(phone.read(withdrawn.body())).get("nudgeId"))
                .isEqualTo(read.get("nudgeId"));
        assertThat(service.refusals()).isEmpty();
        assertThat(TestStack.items(TestStack.json(stack.get(other, "m-1", MINE).body())))
                .hasSize(2);
    }

    private List<Json> decisions() throws Exception {
        return TestStack.items(TestStack.json(
                stack.get(port, "m-1", "/v1/members/me/decisions").body()));
    }

    private static List<Instant> slots() {
        return java.util.stream.Stream.iterate(java.time.LocalDate.of(2026, 3, 2), date -> date.plusDays(1))
                .limit(60)
                .flatMap(date -> List.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30)).stream()
                        .map(time -> date.atTime(time).atZone(DecisionIT.BERLIN).toInstant()))
                .toList();
    }
}
