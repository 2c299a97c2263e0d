package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.notify.HookReceiver.Reply;
import org.paschima.notify.push.Browser;
import org.paschima.notify.push.PushService;

/** Issue 14 §1: a member chooses where nudges go; on a real broker, a real database and real sockets. */
class ChosenChannelsIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");
    private static final String ME = "/v1/members/me/";
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private final Iterator<Instant> slots = Stream.iterate(LocalDate.of(2026, 3, 2), date -> date.plusDays(1))
            .flatMap(date -> Stream.of(LocalTime.of(10, 30), LocalTime.of(15, 30))
                    .map(time -> date.atTime(time).atZone(DecisionIT.BERLIN).toInstant()))
            .iterator();
    private final Browser browser = Browser.fresh();
    private TestStack stack;
    private PushService pushes;
    private HookReceiver hooks;
    private int port;
    private int version;
    private int decided;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        pushes = new PushService();
        hooks = new HookReceiver();
        port = stack.start().port();
        stack.setClock(port, MORNING);
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
    }

    @AfterEach
    void close() {
        stack.close();
        pushes.close();
        hooks.close();
    }

    @Test
    void a_nudge_and_its_withdrawal_go_where_the_plan_says_and_nowhere_else() throws Exception {
        var hook = stack.asStudio(
                port,
                "POST",
                "/v1/webhooks",
                new Document("name", "desk")
                        .append("address", hooks.answering("/hook", _ -> Reply.of(204)))
                        .toJson());
        assertThat(hook.statusCode()).as(hook.body()).isEqualTo(201);
        var subscribed = stack.send(
                port,
                "m-1",
                "POST",
                ME + "push-subscriptions",
                browser.described(pushes.endpoint("/phone", _ -> PushService.Reply.of(201))));
        assertThat(subscribed.statusCode()).as(subscribed.body()).isEqualTo(201);

        plans("studio");
        var toTheStudio = nudged();
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(hooked()).containsExactly(toTheStudio + ":issued"));
        assertThat(now().get("open")).isNull();
        practised();
        await().atMost(A_WHILE)
                .untilAsserted(() ->
                        assertThat(hooked()).containsExactly(toTheStudio + ":issued", toTheStudio + ":withdrawn"));

        plans("web-push", "client");
        var atHand = nudged();
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(pushed()).containsExactly(atHand));
        var open = now().get("open", Document.class);
        assertThat(open.getString("nudgeId")).isEqualTo(atHand);
        practised();
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(pushed()).containsExactly(atHand, atHand));

        // What is told now comes after all that could have been told before.
        plans("studio", "web-push");
        var toBoth = nudged();
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(hooked())
                        .containsExactly(toTheStudio + ":issued", toTheStudio + ":withdrawn", toBoth + ":issued"));
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(pushed()).containsExactly(atHand, atHand, toBoth));
        var missed = Document.parse(stack.get(port, "m-1", ME + "nudges?after=" + open.getInteger("seq") + "&wait=0")
                .body());
        assertThat(missed.getList("items", Document.class))
                .as("for the member's clients, of " + missed.toJson())
                .extracting(item -> item.getString("type") + " " + item.getString("nudgeId"))
                .containsExactly("nudge.withdrawn " + atHand);
    }

    private void plans(String... channels) throws Exception {
        var plan = new Document("slots", List.of("10:30", "15:30"))
                .append("caps", new Document("perDay", 6).append("per7Days", 30).append("minGapMinutes", 0))
                .append("channels", new Document("slots", List.of(channels)))
                .append("version", ++version);
        var answer = stack.send(port, "m-1", "PUT", ME + "nudge-plan", plan.toJson());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Document.parse(answer.body())).doesNotContainKey("warnings");
    }

    /** Slots come until one brings a nudge; its id. */
    private String nudged() throws Exception {
        while (true) {
            stack.setClock(port, slots.next());
            int expected = ++decided;
            await().atMost(A_WHILE).untilAsserted(() -> assertThat(decisions()).hasSize(expected));
            var last = decisions().getLast();
            if (last.getString("action").equals("SENT")) {
                return last.getString("nudgeId");
            }
        }
    }

    private void practised() throws Exception {
        var at = OffsetDateTime.parse(decisions().getLast().getString("instant"))
                .toInstant()
                .plusSeconds(60);
        stack.setClock(port, at);
        stack.acknowledged(MEMBER, DecisionIT.practised("deed-" + decided, at), at);
    }

    private List<Document> decisions() throws Exception {
        return Document.parse(stack.get(port, "m-1", ME + "decisions?limit=200").body())
                .getList("items", Document.class);
    }

    private Document now() throws Exception {
        return Document.parse(stack.get(port, "m-1", ME + "nudges/now").body());
    }

    /** Messages that the studio's webhook took, by nudge. */
    private List<String> hooked() {
        return hooks.taken().stream().map(HookReceiver.Taken::id).toList();
    }

    /** Ids of the nudges that the browser was told of. */
    private List<String> pushed() throws Exception {
        var read = new ArrayList<String>();
        for (var taken : pushes.taken("/phone")) {
            read.add(new ObjectMapper()
                    .readTree(browser.read(taken.body()))
                    .get("nudgeId")
                    .asText());
        }
        return read;
    }
}
