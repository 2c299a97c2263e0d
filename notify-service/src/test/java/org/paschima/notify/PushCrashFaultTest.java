package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paschima.backing.ChildProcess;
import org.paschima.notify.push.Browser;
import org.paschima.notify.push.PushService;
import org.paschima.notify.push.PushService.Reply;
import org.paschima.testkit.KillableJava;
import org.paschima.testkit.Seeds;

/** kill -9 of the instance that delivers to browsers, while another lives and the push service fails now and then. */
class PushCrashFaultTest {

    private static final int KILLS = 3;
    private static final int MEMBERS = 8;
    private static final int SLOTS_AFTER = 2;

    private final Map<String, Integer> failed = new HashMap<>();

    /** What a browser read, by nudge and type, each time. */
    private static Map<String, List<String>> read(PushService service, Map<String, Browser> browsers) throws Exception {
        var read = new HashMap<String, List<String>>();
        for (var browser : browsers.entrySet()) {
            var ids = new ArrayList<String>();
            for (var taken : service.taken(browser.getKey())) {
                var message = new ObjectMapper().readTree(browser.getValue().read(taken.body()));
                ids.add(message.get("nudgeId").asText() + ":"
                        + message.get("type").asText().replace("nudge.", ""));
            }
            read.put(browser.getKey(), ids);
        }
        return read;
    }

    /** Each message now and then, but not more often than there is time to try again. */
    private boolean fails(PushService.Taken taken, Random random) {
        synchronized (random) {
            return random.nextInt(4) == 0 && failed.merge(taken.path() + " " + taken.topic(), 1, Integer::sum) <= 2;
        }
    }

    @Test
    void every_browser_reads_what_stands_and_what_is_withdrawn_of_it_however_often_instances_are_killed()
            throws Exception {
        var random = new Random(Seeds.one(20260359));
        var port = new AtomicInteger();
        try (var stack = new TestStack();
                var service = new PushService()) {
            var child = start(stack, port);
            try (var crowd = new Crowd(stack, MEMBERS, port::get, random)) {
                var browsers = new HashMap<String, Browser>();
                for (int i = 0; i < 2 * MEMBERS; i++) {
                    var member = "m-" + i / 2;
                    var path = "/" + member + "/" + i % 2;
                    var browser = Browser.fresh();
                    var endpoint = service.endpoint(path, taken -> Reply.of(fails(taken, random) ? 503 : 201));
                    var answer = stack.send(
                            port.get(),
                            member,
                            "POST",
                            "/v1/members/me/push-subscriptions",
                            browser.described(endpoint));
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                    browsers.put(path, browser);
                }

                // When
                for (int kill = 0; kill < KILLS; kill++) {
                    crowd.nextSlot(List.of(port.get()));
                    crowd.practise(crowd.now().plusSeconds(5));
                    crowd.nextSlot(List.of(port.get()));
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(400_000)));
                    child.kill();
                    child = start(stack, port);
                    stack.setClock(port.get(), crowd.now());
                }
                for (int slot = 0; slot < SLOTS_AFTER; slot++) {
                    crowd.nextSlot(List.of(port.get()));
                }
                crowd.awaitEveryDecisionOnce();

                // Then: the clock goes on for retries, and ends before the nudges do
                var now = new AtomicReference<Instant>(crowd.now());
                var last = crowd.now().plus(Duration.ofMinutes(10));
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> {
                            var next = now.get().plusSeconds(5);
                            now.set(next.isBefore(last) ? next : now.get());
                            stack.setClock(port.get(), now.get());
                            check(Crowd.published(stack.topics().nudges()), read(service, browsers));
                        });
                assertThat(service.refusals()).isEmpty();
            } finally {
                child.close();
            }
        }
    }

    private static void check(List<Crowd.Entry> published, Map<String, List<String>> read) {
        var ofMembers = published.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.key().substring(entry.key().indexOf('/') + 1),
                        Collectors.mapping(Crowd.Entry::id, Collectors.toList())));
        assertThat(ofMembers).isNotEmpty();
        read.forEach((path, ids) -> {
            var member = path.split("/", -1)[1];
            var all = ofMembers.getOrDefault(member, List.of());
            assertThat(ids).as(path).isSubsetOf(all);
            for (var id : all) {
                var nudge = id.substring(0, id.indexOf(':'));
                boolean isWithdrawn = all.contains(nudge + ":withdrawn");
                if (id.endsWith(":issued") && !isWithdrawn) {
                    assertThat(ids).as(path).contains(id);
                }
                if (id.endsWith(":withdrawn") && ids.contains(nudge + ":issued")) {
                    assertThat(ids).as(path).contains(id);
                    assertThat(ids.indexOf(nudge + ":issued")).as(path).isLessThan(ids.indexOf(id));
                }
            }
        });
    }

    private static ChildProcess start(TestStack stack, AtomicInteger port) throws Exception {
        var child = KillableJava.start(NotifyChild.class, stack.env());
        var ready = child.awaitLine(line -> line.contains("ready on "));
        port.set(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1)));
        return child;
    }
}
