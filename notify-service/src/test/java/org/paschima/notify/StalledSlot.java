package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.testkit.NothingInQuietHours;

/**
 * Members with a slot at 08:00 and quiet hours from 08:20, each with a client on the stream, while something that the
 * service depends on stands still over the slot; and what they must not have been told when it goes on.
 */
final class StalledSlot implements AutoCloseable {

    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final LocalTime SLOT = LocalTime.of(8, 0);
    private static final LocalTime QUIET_FROM = LocalTime.of(8, 20);
    private static final LocalTime QUIET_TO = LocalTime.of(7, 0);
    private static final int MEMBERS = 15;
    private static final int DEEDS = 5;

    private final TestStack stack;
    private final int port;
    private final String prefix;
    private final Instant slot;
    private final Random random;
    private final Map<String, StreamClient> clients = new HashMap<>();
    private final Map<String, Set<String>> toldBefore = new HashMap<>();
    private final Set<String> acted = new HashSet<>();

    /** @param prefix of the names of members whom no other slot has */
    StalledSlot(TestStack stack, int port, String prefix, Instant day, Random random) {
        this.stack = stack;
        this.port = port;
        this.prefix = prefix;
        this.slot = day.plus(Duration.ofHours(SLOT.getHour()));
        this.random = random;
    }

    /** Five minutes before the slot all of them are there, and their clients too. */
    void begins() throws Exception {
        var before = slot.minusSeconds(300);
        stack.setClock(port, before);
        for (int i = 0; i < MEMBERS; i++) {
            clients.put(prefix + i, joins(prefix + i, before));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> clients.values().stream().noneMatch(client -> client.events.isEmpty()));
    }

    private StreamClient joins(String name, Instant at) throws Exception {
        DecisionIT.joins(stack, member(name), at, ZONE);
        var appended = stack.acknowledged(member(name), FactCodec.changed(plan(true, 1)), at);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stack.get(port, name, "/v1/members/me/care?minAsOf=" + appended.text())
                                .statusCode()
                        == 200);
        return new StreamClient(() -> stack.request(port, name, "/v1/members/me/nudges/stream"));
    }

    void comes() throws Exception {
        stack.setClock(port, slot);
    }

    /** Practices, consents, symptoms and plans are acknowledged, so that nudges to some members are against them. */
    void deeds(Instant at) throws Exception {
        while (acted.size() < DEEDS) {
            var name = prefix + random.nextInt(MEMBERS);
            if (acted.add(name)) {
                stack.acknowledged(member(name), deed(name, at), at);
            }
        }
    }

    /** What changes nothing, but has to be read before what comes after it: of every member, so on every partition. */
    void repeats() throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            stack.acknowledged(member(prefix + i), FactCodec.changed(plan(true, 1)), slot.minusSeconds(300));
        }
    }

    Instant instant() {
        return slot;
    }

    private Fact deed(String name, Instant at) {
        return switch (random.nextInt(4)) {
            case 0 -> FactCodec.changed(new Consents(true, false, false, false, 2));
            case 1 ->
                FactCodec.recorded(new SymptomReport(
                        DecisionIT.head("s-" + name, at.minusSeconds(60)),
                        List.of(new Symptom("arm-weakness", null, null, null)),
                        null));
            case 2 -> FactCodec.changed(plan(false, 2));
            default -> DecisionIT.practised("p-" + name, at.minusSeconds(30));
        };
    }

    boolean isReady() throws Exception {
        return stack.get(port, prefix + 0, "/health/ready").statusCode() == 200;
    }

    /** So many minutes go by, and the service says that it is not ready. */
    void passes(int minutes) throws Exception {
        stack.setClock(port, slot.plus(Duration.ofMinutes(minutes)));
        await().atMost(Duration.ofSeconds(30)).until(() -> !isReady());
        clients.forEach((name, client) -> toldBefore.put(name, nudges(client).keySet()));
    }

    /** When all goes on: who is told what from then on. How many were. */
    int goesOn(int minutes) throws Exception {
        var now = slot.plus(Duration.ofMinutes(minutes));
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
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(() -> true);
        await().atMost(Duration.ofSeconds(30)).until(this::isReady);
        int told = 0;
        for (var client : clients.entrySet()) {
            var after = new HashMap<>(nudges(client.getValue()));
            after.keySet().removeAll(Objects.requireNonNull(toldBefore.get(client.getKey())));
            judge(client.getKey(), after, now);
            told += after.size();
            for (var item :
                    TestStack.items(TestStack.json(stack.get(port, client.getKey(), "/v1/members/me/nudges?after=0")
                            .body()))) {
                if (TestStack.text(item, "type").equals("nudge")) {
                    assertThat(Instant.parse(TestStack.text(item, "validUntil")))
                            .isAfter(now);
                }
            }
        }
        return told;
    }

    /** Told after the stall. A wall time of the slot's day is enough, since the members live by UTC. */
    private void judge(String name, Map<String, Instant> told, Instant now) {
        told.forEach((nudge, validUntil) -> {
            assertThat(now).as("%s told %s late", name, nudge).isBefore(validUntil);
            assertThat(now).as("%s told %s after its slot", name, nudge).isBeforeOrEqualTo(slot.plusSeconds(1_800));
            new NothingInQuietHours(QUIET_FROM, QUIET_TO).holds(now, ZONE, nudge + " to " + name);
            assertThat(acted).as("against what was acknowledged").doesNotContain(name);
        });
    }

    /** Of members who had acted before the slot came, nobody was told anything, nor is there a receipt that says so. */
    void nothingWasSentToThoseWhoActed() throws Exception {
        assertThat(acted).isNotEmpty();
        for (var name : acted) {
            assertThat(nudges(Objects.requireNonNull(clients.get(name))))
                    .as("against what was acknowledged before the slot")
                    .isEmpty();
            assertThat(stack.get(port, name, "/v1/members/me/decisions").body())
                    .contains("\"items\"")
                    .doesNotContain("\"action\":\"SENT\"");
        }
    }

    int told() {
        return clients.values().stream()
                .mapToInt(client -> nudges(client).size())
                .sum();
    }

    private static Map<String, Instant> nudges(StreamClient client) {
        var told = new HashMap<String, Instant>();
        for (var event : client.events) {
            if (event.name().equals("nudge")) {
                try {
                    var nudge = TestStack.json(event.data());
                    told.put(TestStack.text(nudge, "nudgeId"), Instant.parse(TestStack.text(nudge, "validUntil")));
                } catch (MalformedJsonException e) {
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
                new QuietHours(QUIET_FROM, QUIET_TO),
                d.zonePolicy(),
                new Caps(6, 30, 0, 120),
                null,
                version);
    }

    @Override
    public void close() {
        clients.values().forEach(StreamClient::close);
    }
}
