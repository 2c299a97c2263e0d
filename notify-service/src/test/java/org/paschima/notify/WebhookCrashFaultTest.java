package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.paschima.backing.ChildProcess;
import org.paschima.notify.HookReceiver.Reply;
import org.paschima.testkit.KillableJava;
import org.paschima.testkit.Seeds;

/** kill -9 of the instance that delivers to a webhook, while its receiver fails now and then. */
class WebhookCrashFaultTest {

    private static final int KILLS = 4;

    @Test
    void a_webhook_misses_nothing_and_gets_repetitions_under_the_same_id_alone_however_often_instances_are_killed()
            throws Exception {
        var random = new Random(Seeds.one(20260345));
        var port = new AtomicInteger();
        try (var stack = new TestStack();
                var receiver = new HookReceiver()) {
            var child = start(stack, port);
            var address = receiver.answering("/hook", _ -> {
                synchronized (random) {
                    return Reply.of(random.nextInt(6) == 0 ? 503 : 204);
                }
            });
            var answer = stack.asStudio(
                    port.get(),
                    "POST",
                    "/v1/webhooks",
                    new Document("name", "desk")
                            .append("address", address)
                            .append("late", "send")
                            .toJson());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            try (var crowd = new Crowd(stack, 12, port::get, random)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    int before = receiver.taken().size();
                    crowd.nextSlot(List.of(port.get()));
                    crowd.practise(crowd.now().plusSeconds(5));
                    crowd.nextSlot(List.of(port.get()));
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> receiver.taken().size() > before);
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(50_000)));
                    child.kill();
                    child = start(stack, port);
                    stack.setClock(port.get(), crowd.now());
                }
                crowd.nextSlot(List.of(port.get()));
                crowd.awaitEveryDecisionOnce();
                crowd.checkTopics();
                // What failed is tried again by the clock of the service; as it goes on, slots that are left come too.
                // So what is compared is what was published when it had all arrived.
                var now = new AtomicReference<>(crowd.now());
                var seen = new AtomicReference<List<Crowd.Entry>>(List.of());
                await().atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> {
                            stack.setClock(port.get(), now.updateAndGet(before -> before.plusSeconds(90)));
                            seen.set(Crowd.published(stack.topics().nudges()));
                            assertThat(receiver.taken())
                                    .extracting(HookReceiver.Taken::id)
                                    .containsAll(ids(seen.get()));
                        });
                var taken = receiver.taken();
                var bodies = new ConcurrentHashMap<String, Document>();
                var order = new HashMap<String, List<String>>();
                taken.forEach(each -> {
                    var body = Document.parse(new String(each.body(), StandardCharsets.UTF_8));
                    assertThat(bodies.merge(each.id(), body, (before, _) -> before))
                            .isEqualTo(body);
                });
                assertThat(bodies.keySet())
                        .isSubsetOf(ids(Crowd.published(stack.topics().nudges())));
                seen.get()
                        .forEach(entry -> order.computeIfAbsent(entry.key(), _ -> new ArrayList<>())
                                .add(entry.id()));
                order.forEach((member, ids) -> assertThat(taken.stream()
                                .map(HookReceiver.Taken::id)
                                .filter(ids::contains)
                                .distinct())
                        .as(member)
                        .containsExactlyElementsOf(ids.stream().distinct().toList()));
            } finally {
                child.close();
            }
        }
    }

    private static List<String> ids(List<Crowd.Entry> entries) {
        return entries.stream().map(Crowd.Entry::id).toList();
    }

    private static ChildProcess start(TestStack stack, AtomicInteger port) throws Exception {
        var child = KillableJava.start(NotifyChild.class, stack.env());
        var ready = child.awaitLine(line -> line.contains("ready on "));
        port.set(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1)));
        return child;
    }
}
