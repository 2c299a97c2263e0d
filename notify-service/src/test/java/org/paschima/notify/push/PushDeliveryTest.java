package org.paschima.notify.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.MemberId;
import org.paschima.notify.push.PushService.Reply;
import org.paschima.notify.webhook.Breaker;
import org.paschima.notify.webhook.InMemoryTopic;
import org.paschima.notify.webhook.InMemoryWebhooks;
import org.paschima.notify.webhook.Kind;
import org.paschima.notify.webhook.Late;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;
import org.paschima.notify.webhook.Terms;
import org.paschima.notify.webhook.Webhook;

/** What browsers are told, by a push service that reads nothing and a browser that reads with the JDK alone. */
class PushDeliveryTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final MemberId BODO = new MemberId("studio", "bodo");

    private final InMemoryWebhooks studios = new InMemoryWebhooks();
    private final InMemoryTopic topic = new InMemoryTopic();
    private final InMemoryPushes browsers = new InMemoryPushes();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Map<Outcome, AtomicInteger> counted = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();
    private PushService service;
    private Rounds rounds;

    @BeforeEach
    void open() throws Exception {
        service = new PushService();
        studios.add(
                new Webhook(
                        "studio",
                        "studio",
                        1,
                        new Webhook.Wanted(
                                "browsers", URI.create("https://x.invalid/"), Set.of(Kind.values()), Late.SKIP, true),
                        List.of(),
                        NOW,
                        new Webhook.State(topic.ends(), null, Breaker.CLOSED, null, null)),
                1);
        Rounds.Counts counts = outcome ->
                counted.computeIfAbsent(outcome, _ -> new AtomicInteger()).incrementAndGet();
        rounds = new Rounds(
                new Rounds.Parts(
                        studios,
                        new BrowserTopic(topic, browsers),
                        topic,
                        new PushPost(browsers, TestKeys.vapid(), this::carry, now::get, counts),
                        now::get,
                        () -> .5,
                        counts,
                        new Terms(8, 50, 1, false),
                        (issued, _) -> issued.forEach(nudge -> arrived.add(nudge.id()))),
                "i-1");
    }

    @AfterEach
    void close() {
        rounds.close();
        service.close();
        http.close();
    }

    private Sent carry(String tenant, String receiver, URI to, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(to).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var answer = http.send(request.build(), BodyHandlers.discarding());
            int status = answer.statusCode();
            var outcome = status / 100 == 2 ? Outcome.DELIVERED : status == 410 ? Outcome.GONE : Outcome.REFUSED;
            return new Sent(
                    outcome,
                    status,
                    retryAfter(answer.headers().firstValue("Retry-After").orElse(null)),
                    A_WHILE);
        } catch (java.io.IOException _) {
            return Sent.of(Outcome.UNREACHABLE, A_WHILE);
        }
    }

    private static @Nullable Duration retryAfter(@Nullable String header) {
        return header == null ? null : Duration.ofSeconds(Long.parseLong(header));
    }

    private Browser subscribed(
            MemberId member, String path, java.util.function.Function<PushService.Taken, Reply> reply) {
        var browser = Browser.fresh();
        browsers.keep(
                new PushSubscription(
                        "b" + path,
                        member,
                        URI.create(service.endpoint(path, reply)),
                        browser.publicKey(),
                        browser.auth(),
                        NOW),
                10);
        return browser;
    }

    private static Reply created() {
        return Reply.of(201);
    }

    private List<PushService.Taken> awaitTaken(String path, int count) {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(service.taken(path)).hasSize(count));
        assertThat(service.refusals()).isEmpty();
        return service.taken(path);
    }

    private int counted(Outcome outcome) {
        var count = counted.get(outcome);
        return count == null ? 0 : count.get();
    }

    @Test
    void each_browser_of_a_member_reads_the_nudge_until_it_is_over_and_no_more_than_a_lock_screen_may_show()
            throws Exception {
        var laptop = subscribed(ANNE, "/laptop", _ -> created());
        var phone = subscribed(ANNE, "/phone", _ -> created());
        subscribed(BODO, "/other", _ -> created());
        now.set(NOW.plusSeconds(100));

        topic.issue(ANNE, "n-1", 1, NOW);

        var message = awaitTaken("/laptop", 1).getFirst();
        assertThat(message.ttl()).isEqualTo(1_700);
        assertThat(message.urgency()).isEqualTo("normal");
        var read = MAPPER.readTree(laptop.read(message.body()));
        assertThat(read).isEqualTo(MAPPER.readTree("""
                                {"type": "nudge.issued", "nudgeId": "n-1", "title": "A moment", "text": "Two breaths",
                                 "validUntil": "2026-03-02T10:30:00Z"}"""));
        assertThat(phone.read(awaitTaken("/phone", 1).getFirst().body())).contains("n-1");
        assertThat(service.taken("/other")).isEmpty();
    }

    @Test
    void a_withdrawal_comes_under_the_topic_of_its_nudge_and_another_nudge_has_another() throws Exception {
        var phone = subscribed(ANNE, "/phone", _ -> created());
        topic.issue(ANNE, "n-1", 1, NOW);
        var issued = awaitTaken("/phone", 1).getFirst();

        topic.withdraw(ANNE, "n-1", 2, NOW);
        topic.issue(ANNE, "n-2", 3, NOW);

        var taken = awaitTaken("/phone", 3);
        assertThat(MAPPER.readTree(phone.read(taken.get(1).body())))
                .isEqualTo(MAPPER.readTree("{\"type\": \"nudge.withdrawn\", \"nudgeId\": \"n-1\"}"));
        assertThat(taken.get(1).topic())
                .isEqualTo(issued.topic())
                .isNotEqualTo(taken.get(2).topic());
    }

    @Test
    void
            a_nudge_that_was_withdrawn_or_is_over_before_it_could_be_sent_is_left_out_and_its_withdrawal_sent_all_the_same() {
        subscribed(ANNE, "/phone", _ -> created());
        topic.isHeldBack = true;
        topic.issue(ANNE, "n-1", 1, NOW);
        topic.withdraw(ANNE, "n-1", 2, NOW);
        topic.issue(ANNE, "n-2", 3, NOW.minusSeconds(1_801));
        topic.issue(ANNE, "n-3", 4, NOW);

        topic.isHeldBack = false;

        // An instance that was killed may have sent the nudge.
        awaitTaken("/phone", 2);
        await().atMost(A_WHILE).until(() -> counted(Outcome.LEFT_OUT) == 2);
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(arrived).containsExactly("n-3"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void a_browser_that_is_gone_is_forgotten_and_the_others_are_sent_to_as_before(int status) {
        subscribed(ANNE, "/gone", _ -> Reply.of(status));
        subscribed(ANNE, "/phone", _ -> created());
        topic.issue(ANNE, "n-1", 1, NOW);
        awaitTaken("/phone", 1);
        await().atMost(A_WHILE).until(() -> browsers.of(ANNE).size() == 1);

        topic.issue(ANNE, "n-2", 2, NOW);

        awaitTaken("/phone", 2);
        assertThat(browsers.of(ANNE)).extracting(PushSubscription::id).containsExactly("b/phone");
        assertThat(counted(Outcome.GONE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void what_is_refused_for_now_is_tried_again_when_the_service_says_while_the_nudge_holds(int status) {
        var asked = new AtomicInteger();
        subscribed(
                ANNE,
                "/busy",
                _ -> asked.incrementAndGet() == 1 ? new Reply(status, Map.of("Retry-After", "600")) : created());
        topic.issue(ANNE, "n-1", 1, NOW);
        await().atMost(A_WHILE).until(() -> counted(Outcome.REFUSED) == 1);
        now.set(NOW.plusSeconds(599));
        subscribed(BODO, "/bodo", _ -> created());
        topic.issue(BODO, "n-2", 1, NOW.plusSeconds(599));
        awaitTaken("/bodo", 1);
        assertThat(asked).hasValue(1);

        now.set(NOW.plusSeconds(600));

        assertThat(awaitTaken("/busy", 1).getFirst().ttl()).isEqualTo(1_200);
    }

    @Test
    void what_is_refused_until_the_nudge_is_over_is_left_out_then() {
        subscribed(ANNE, "/busy", _ -> new Reply(503, Map.of("Retry-After", "600")));
        topic.issue(ANNE, "n-1", 1, NOW);
        for (int i = 1; i <= 2; i++) {
            int refused = i;
            await().atMost(A_WHILE).until(() -> counted(Outcome.REFUSED) == refused);
            now.set(NOW.plusSeconds(i * 601L));
        }
        await().atMost(A_WHILE).until(() -> counted(Outcome.REFUSED) == 3);

        now.set(NOW.plusSeconds(1_900));

        await().atMost(A_WHILE).until(() -> counted(Outcome.LEFT_OUT) == 1);
        assertThat(service.taken("/busy")).isEmpty();
    }

    @Test
    void a_browser_that_fails_for_ever_costs_neither_its_member_nor_the_others_a_nudge() {
        subscribed(ANNE, "/broken", _ -> Reply.of(500));
        subscribed(ANNE, "/phone", _ -> created());
        subscribed(BODO, "/bodo", _ -> created());

        for (int i = 1; i <= 20; i++) {
            topic.issue(ANNE, "a-" + i, i, NOW);
            topic.issue(BODO, "b-" + i, i, NOW);
        }

        awaitTaken("/phone", 20);
        awaitTaken("/bodo", 20);
    }
}
