package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.session.RecordFixture.SMALL_PRACTICE;
import static org.paschima.session.RecordFixture.with;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.session.SessionFixture.Reply;
import org.paschima.testkit.AcknowledgedIsKept;
import org.paschima.testkit.Backings;

/**
 * The broker goes and comes back under load. Guarantees: what was answered 201 is in the log, once per record version and
 * where the answer says; no request hangs; every 503 says when to come back; service goes on without a restart.
 */
class BrokerOutageFaultTest {

    private static final int CLIENTS = 16;
    /** The bound of the promise, and some air for a machine that does other things too. */
    private static final Duration BOUND = Duration.ofSeconds(5).plusSeconds(3);

    private record Answered(String clientRecordId, Reply reply, Duration took) {}

    @Test
    void nothing_acknowledged_is_lost_and_nothing_hangs() throws Exception {
        var data = Backings.freshDirectory("outage");
        var broker = EmbeddedKafka.start(data);
        int port = broker.port();
        var answers = new ConcurrentLinkedQueue<Answered>();
        var isOver = new AtomicBoolean();
        try (var session = SessionFixture.onKafka(broker.bootstrap())) {
            var load = load(session, answers, isOver);
            for (int outage = 1; outage <= 2; outage++) {
                awaitAnswers(answers, 201, 200 * outage);
                broker.close();
                awaitAnswers(answers, 503, 50 * outage);
                awaitReadiness(session, 503);
                broker = EmbeddedKafka.start(data, port, Map.of());
                var before = count(answers, 201);
                awaitAnswers(answers, 201, before + 200);
                awaitReadiness(session, 200);
            }
            isOver.set(true);
            for (var client : load) {
                client.join(Duration.ofSeconds(20));
                assertThat(client.isAlive()).isFalse();
            }
            assertPromises(answers, broker.bootstrap());
        } finally {
            isOver.set(true);
            broker.close();
        }
    }

    private static List<Thread> load(
            SessionFixture session, ConcurrentLinkedQueue<Answered> answers, AtomicBoolean isOver) {
        var next = new AtomicInteger();
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofVirtual().start(() -> {
                while (!isOver.get()) {
                    var id = "p-" + next.incrementAndGet();
                    var body = with(
                            SMALL_PRACTICE, "\"source\": \"app\", \"clientRecordId\": \"" + id + "\", \"version\": 1");
                    long start = System.nanoTime();
                    var reply = session.post("/v1/members/me/practices", body);
                    answers.add(new Answered(id, reply, Duration.ofNanos(System.nanoTime() - start)));
                }
            }));
        }
        return clients;
    }

    private static void awaitAnswers(ConcurrentLinkedQueue<Answered> answers, int status, int atLeast) {
        await().atMost(Duration.ofSeconds(60)).until(() -> count(answers, status) >= atLeast);
    }

    private static void awaitReadiness(SessionFixture session, int status) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> session.get("/health/ready").status() == status);
    }

    private static int count(ConcurrentLinkedQueue<Answered> answers, int status) {
        return (int)
                answers.stream().filter(each -> each.reply().status() == status).count();
    }

    private static void assertPromises(ConcurrentLinkedQueue<Answered> answers, String bootstrap) {
        var places = new HashMap<String, List<String>>();
        for (var record : LogReading.all(bootstrap)) {
            var id = new String(record.headers().lastHeader("ce_subject").value(), StandardCharsets.UTF_8);
            places.computeIfAbsent(id, _ -> new ArrayList<>()).add(record.partition() + ":" + record.offset());
        }
        var kept = new AcknowledgedIsKept();
        for (var answered : answers) {
            var reply = answered.reply();
            var inLog = places.getOrDefault("app:" + answered.clientRecordId(), List.of());
            assertThat(answered.took()).isLessThan(BOUND);
            switch (reply.status()) {
                case 201 -> kept.acknowledged("app:" + answered.clientRecordId(), String.valueOf(reply.at("asOf")));
                case 503 -> {
                    assertThat(reply.header("Retry-After")).isNotNull();
                    assertThat(reply.at("type")).isEqualTo("/problems/log-unavailable");
                    if (!inLog.isEmpty()) { // then the answer must not have said that nothing was written
                        assertThat(reply.at("id")).isEqualTo("app:" + answered.clientRecordId());
                        assertThat(reply.at("version")).isEqualTo(1L);
                    }
                }
                default -> throw new AssertionError("answered " + reply.status() + ": " + reply.body());
            }
        }
        kept.holdsIn(places);
    }
}
