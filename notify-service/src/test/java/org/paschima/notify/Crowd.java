package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.testkit.Backings;
import org.paschima.testkit.SeqOnceInOrder;

/**
 * Some members with a slot every other minute, so that no nudge is over before the next ones come, each with a client on the stream that reconnects with its last id; and what must
 * hold of them whatever was killed or moved meanwhile.
 */
final class Crowd implements AutoCloseable {

    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final int SLOTS_A_DAY = 12;
    private static final int MINUTES_APART = 2;

    private final TestStack stack;
    private final IntSupplier port;
    private final Random random;
    private final List<String> names;
    private final Map<String, StreamClient> clients = new HashMap<>();
    private Instant now;
    private int slots;
    private int practices;

    /** Members whose days begin tomorrow: a restarted instance shows the real time, which is before all of it. */
    Crowd(TestStack stack, int size, IntSupplier port, Random random) throws Exception {
        this.stack = stack;
        this.port = port;
        this.random = random;
        this.names = IntStream.range(0, size).mapToObj(i -> "m-" + i).toList();
        this.now = Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(1))
                .plus(Duration.ofHours(5));
        var d = NudgePlan.DEFAULT;
        var close = IntStream.range(0, SLOTS_A_DAY)
                .mapToObj(i -> LocalTime.of(6, i * MINUTES_APART))
                .toList();
        var plan = new NudgePlan(true, close, d.contexts(), null, d.zonePolicy(), new Caps(6, 30, 0, 0), null, 1);
        stack.setClock(port.getAsInt(), now);
        for (var name : names) {
            DecisionIT.joins(stack, member(name), now, ZONE);
            var appended = stack.acknowledged(member(name), FactCodec.changed(plan), now);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> stack.get(port.getAsInt(), name, "/v1/members/me/care?minAsOf=" + appended.text())
                                    .statusCode()
                            == 200);
            clients.put(
                    name, new StreamClient(() -> stack.request(port.getAsInt(), name, "/v1/members/me/nudges/stream")));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> clients.values().stream().noneMatch(c -> c.events.isEmpty()));
    }

    private static MemberId member(String name) {
        return new MemberId(TestStack.TENANT, name);
    }

    Instant now() {
        return now;
    }

    /** The next slot comes; some have practised just before or do soon after. */
    void nextSlot(List<Integer> ports) throws Exception {
        if (slots == SLOTS_A_DAY) {
            throw new IllegalStateException("a crowd has one day");
        }
        now = slots == 0 ? now.plus(Duration.ofHours(1)) : now.plus(Duration.ofMinutes(MINUTES_APART));
        slots++;
        for (int i = random.nextInt(3); i > 0; i--) {
            practise(now.minusSeconds(120));
        }
        for (int each : ports) {
            stack.setClock(each, now);
        }
    }

    void practise(Instant start) throws Exception {
        var name = names.get(random.nextInt(names.size()));
        stack.acknowledged(member(name), DecisionIT.practised("p-" + practices++, start), now);
    }

    private List<Json> decisions(String name) throws Exception {
        var answer = stack.get(port.getAsInt(), name, "/v1/members/me/decisions?limit=1000");
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestStack.items(TestStack.json(answer.body()));
    }

    /** Every slot was decided, once. */
    void awaitEveryDecisionOnce() {
        for (var name : names) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(decisions(name)).hasSize(slots));
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(decisions(name))
                            .extracting(r -> TestStack.text(r, "localDate") + " " + TestStack.text(r, "slot"))
                            .doesNotHaveDuplicates());
        }
    }

    /** What every client saw is the log: in order, nothing twice, nothing missing but what was withdrawn unseen. */
    void checkStreams() throws Exception {
        int nudges = 0;
        for (var name : names) {
            nudges += checkClients(name, List.of(Objects.requireNonNull(clients.get(name)).events));
        }
        assertThat(nudges).as("the test is about nudges").isGreaterThan(names.size());
    }

    /** The same of several clients of a member; how many nudges the member had. */
    int checkClients(String name, List<List<StreamClient.Event>> ofClients) throws Exception {
        var sent = sentNudges(name);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var withdrawn = withdrawnIn(name);
            for (var events : ofClients) {
                checkClient(events, sent, withdrawn);
            }
        });
        for (var events : ofClients) {
            assertThat(events.stream().filter(e -> e.name().equals("reset"))).hasSize(1);
        }
        return sent.size();
    }

    private static void checkClient(List<StreamClient.Event> events, Set<String> sent, Set<String> withdrawn)
            throws Exception {
        var seen = new ArrayList<Long>();
        var issuedSeen = new HashSet<String>();
        var withdrawnSeen = new HashSet<String>();
        for (var event : events) {
            assertThat(event.name()).isIn("reset", "nudge", "nudge.withdrawn", "bye");
            if (event.name().startsWith("nudge")) {
                seen.add(Long.valueOf(Objects.requireNonNull(event.id())));
                (event.name().equals("nudge") ? issuedSeen : withdrawnSeen)
                        .add(TestStack.text(TestStack.json(event.data()), "nudgeId"));
            }
        }
        SeqOnceInOrder.holds(seen);
        assertThat(issuedSeen).containsAll(withdrawnSeen);
        var missing = new HashSet<>(sent);
        missing.removeAll(issuedSeen);
        assertThat(sent).containsAll(issuedSeen);
        assertThat(withdrawn).containsAll(missing);
    }

    List<String> names() {
        return names;
    }

    private Set<String> sentNudges(String name) throws Exception {
        var sent = new HashSet<String>();
        for (var receipt : decisions(name)) {
            if (TestStack.text(receipt, "action").equals("SENT")) {
                sent.add(TestStack.text(receipt, "nudgeId"));
            }
        }
        return sent;
    }

    private Set<String> withdrawnIn(String name) throws Exception {
        var withdrawn = new HashSet<String>();
        for (var entry : published(stack.topics().nudges())) {
            if (entry.key().equals(TestStack.TENANT + "/" + name) && entry.id().endsWith(":withdrawn")) {
                withdrawn.add(entry.id().substring(0, entry.id().indexOf(':')));
            }
        }
        return withdrawn;
    }

    /** Every decision and every nudge reaches its topic, at least once and under one id. */
    void checkTopics() throws Exception {
        for (var name : names) {
            var key = TestStack.TENANT + "/" + name;
            var decided = new HashSet<String>();
            for (var receipt : decisions(name)) {
                decided.add(TestStack.text(receipt, "decisionId"));
            }
            var sent = sentNudges(name);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(idsOf(key, stack.topics().decisions())).isEqualTo(decided);
                assertThat(idsOf(key, stack.topics().nudges()).stream()
                                .filter(id -> id.endsWith(":issued"))
                                .map(id -> id.substring(0, id.indexOf(':'))))
                        .hasSameElementsAs(sent);
            });
        }
    }

    private Set<String> idsOf(String key, String topic) {
        var ids = new HashSet<String>();
        for (var entry : published(topic)) {
            if (entry.key().equals(key)) {
                ids.add(entry.id());
            }
        }
        return ids;
    }

    record Entry(String key, String id, String json) {}

    static List<Entry> published(String topic) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Backings.kafka());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var entries = new ArrayList<Entry>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < Objects.requireNonNull(ends.get(p)))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    entries.add(new Entry(
                            record.key(),
                            new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8),
                            new String(record.value(), StandardCharsets.UTF_8)));
                }
            }
            return entries;
        }
    }

    @Override
    public void close() {
        clients.values().forEach(StreamClient::close);
    }
}
