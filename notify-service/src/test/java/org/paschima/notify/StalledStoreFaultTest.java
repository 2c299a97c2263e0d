package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.contract.Consents;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/**
 * mongod stopped over a slot for 1, 15 or 40 minutes of the members' time, from a random point on, while practices,
 * consents, symptoms and plans are acknowledged. Each round has members of its own, each with a client on the stream.
 */
class StalledStoreFaultTest {

    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final LocalTime SLOT = LocalTime.of(8, 0);
    private static final LocalTime QUIET_FROM = LocalTime.of(8, 20);
    private static final int MEMBERS = 15;
    private static final int DEEDS = 5;

    private final Random random = new Random(Seeds.one(20260309));
    private int sent;

    @Test
    void no_nudge_is_late_in_quiet_hours_or_against_what_was_acknowledged_however_long_the_store_stalls()
            throws Exception {
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        var stalls = new ArrayList<>(List.of(1, 15, 40, 1, 15, 40));
        Collections.shuffle(stalls, random);
        try (var mongod = MongodProcess.start(binary, Backings.freshDirectory("stalled"));
                var stack = new TestStack(mongod.uri())) {
            int port = stack.start().port();
            var day = Instant.now().truncatedTo(ChronoUnit.DAYS);
            for (int round = 0; round < stalls.size(); round++) {
                day = day.plus(Duration.ofDays(1));
                stall(stack, mongod, port, "r" + round + "-", day.plus(Duration.ofHours(8)), stalls.get(round));
            }
        }
        assertThat(sent).as("the test is about nudges").isPositive();
    }

    private void stall(TestStack stack, MongodProcess mongod, int port, String prefix, Instant slot, int minutes)
            throws Exception {
        // Given
        stack.setClock(port, slot.minusSeconds(300));
        var clients = new HashMap<String, StreamClient>();
        try {
            for (int i = 0; i < MEMBERS; i++) {
                clients.put(prefix + i, joins(stack, port, prefix + i, slot.minusSeconds(300)));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> clients.values().stream().noneMatch(c -> c.events.isEmpty()));

            // When
            var before = new HashMap<String, Set<String>>();
            boolean isStalledFirst = random.nextBoolean();
            if (isStalledFirst) {
                mongod.stall();
                stack.setClock(port, slot);
            } else {
                stack.setClock(port, slot);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000)));
                mongod.stall();
            }
            try {
                var acted = deeds(stack, prefix, slot);
                long acknowledged = System.nanoTime();
                stack.setClock(port, slot.plus(Duration.ofMinutes(minutes)));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> System.nanoTime() - acknowledged > TimeUnit.MILLISECONDS.toNanos(2_100)
                                && stack.get(port, prefix + 0, "/health/ready").statusCode() == 503);
                clients.forEach(
                        (name, client) -> before.put(name, nudges(client).keySet()));
                mongod.goOn();

                // Then
                var date = slot.atZone(ZONE).toLocalDate().toString();
                for (var name : clients.keySet()) {
                    if (!acted.contains(name)) {
                        await().atMost(Duration.ofSeconds(60))
                                .ignoreExceptions()
                                .until(() -> stack.get(port, name, "/v1/members/me/decisions")
                                        .body()
                                        .contains("\"localDate\":\"" + date + "\""));
                    }
                }
                await().during(Duration.ofSeconds(1))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> true);
                var now = slot.plus(Duration.ofMinutes(minutes));
                for (var client : clients.entrySet()) {
                    var after = new HashMap<>(nudges(client.getValue()));
                    after.keySet().removeAll(Objects.requireNonNull(before.get(client.getKey())));
                    judge(client.getKey(), after, acted, slot, now);
                    var polled = stack.get(port, client.getKey(), "/v1/members/me/nudges?after=0");
                    for (var item : TestStack.items(TestStack.json(polled.body()))) {
                        if (TestStack.text(item, "type").equals("nudge")) {
                            assertThat(Instant.parse(TestStack.text(item, "validUntil")))
                                    .isAfter(now);
                        }
                    }
                }
            } finally {
                mongod.goOn();
            }
        } finally {
            clients.values().forEach(StreamClient::close);
        }
    }

    /** Told after the stall. A wall time of the slot's day is enough, since the members live by UTC. */
    private void judge(String name, Map<String, Instant> told, Set<String> acted, Instant slot, Instant now) {
        sent += told.size();
        told.forEach((nudge, validUntil) -> {
            assertThat(now).as("%s told %s late", name, nudge).isBefore(validUntil);
            assertThat(now).as("%s told %s after its slot", name, nudge).isBeforeOrEqualTo(slot.plusSeconds(1_800));
            assertThat(now.atZone(ZONE).toLocalTime())
                    .as("%s in quiet hours", name)
                    .isBefore(QUIET_FROM);
            assertThat(acted).as("against what was acknowledged").doesNotContain(name);
        });
    }

    private static Map<String, Instant> nudges(StreamClient client) {
        var told = new HashMap<String, Instant>();
        for (var event : client.events) {
            if (event.name().equals("nudge")) {
                try {
                    var nudge = TestStack.json(event.data());
                    told.put(TestStack.text(nudge, "nudgeId"), Instant.parse(TestStack.text(nudge, "validUntil")));
                } catch (org.paschima.contract.json.MalformedJsonException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return told;
    }

    private static MemberId member(String name) {
        return new MemberId(TestStack.TENANT, name);
    }

    private static NudgePlan plan(boolean enabled, long version) {
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(
                enabled,
                List.of(SLOT),
                d.contexts(),
                new QuietHours(QUIET_FROM, LocalTime.of(7, 0)),
                d.zonePolicy(),
                new Caps(6, 30, 0, 120),
                null,
                version);
    }

    private static StreamClient joins(TestStack stack, int port, String name, Instant at) throws Exception {
        DecisionIT.joins(stack, member(name), at, ZONE);
        var appended = stack.acknowledged(member(name), FactCodec.changed(plan(true, 1)), at);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stack.get(port, name, "/v1/members/me/care?minAsOf=" + appended.asOf())
                                .statusCode()
                        == 200);
        return new StreamClient(() -> stack.request(port, name, "/v1/members/me/nudges/stream"));
    }

    /** What is acknowledged while the store stands still; answers of whom. */
    private Set<String> deeds(TestStack stack, String prefix, Instant slot) throws Exception {
        var acted = new HashSet<String>();
        while (acted.size() < DEEDS) {
            var name = prefix + random.nextInt(MEMBERS);
            if (!acted.add(name)) {
                continue;
            }
            var fact = switch (random.nextInt(4)) {
                case 0 -> FactCodec.changed(new Consents(true, false, false, false, 2));
                case 1 ->
                    FactCodec.recorded(new SymptomReport(
                            DecisionIT.head("s-" + name, slot.plusSeconds(30)),
                            List.of(new Symptom("arm-weakness", null, null, null)),
                            null));
                case 2 -> FactCodec.changed(plan(false, 2));
                default -> DecisionIT.practised("p-" + name, slot.plusSeconds(60));
            };
            stack.acknowledged(member(name), fact, slot.plusSeconds(90));
        }
        return acted;
    }
}
