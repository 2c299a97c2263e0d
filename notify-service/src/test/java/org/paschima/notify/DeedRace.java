package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.bson.Document;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.Hearings.Heard;
import org.paschima.notify.push.Browser;
import org.paschima.notify.push.PushService;
import org.paschima.runtime.Opened;

/**
 * Members with a slot at noon, two instances, and whoever can be told of nudges and of their withdrawal: clients that shift between
 * stream, long-poll and socket, browsers, a studio's webhook and its stream.
 */
final class DeedRace implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("UTC");
    private static final LocalTime SLOT = LocalTime.NOON;
    private static final Duration AHEAD = Duration.ofSeconds(6);
    private static final int APART_MS = 3_000;
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    final TestStack stack;
    private final int members;
    private final Random random;
    private final Opened opened = new Opened();
    private final Hearings hearings = new Hearings();
    private final List<ShiftingClient> clients = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final StreamClient studio;

    /** One day: when each member's deed was acknowledged, and the earliest that the slot can have been at. */
    record Day(Map<String, Long> acknowledged, long slot) {}

    DeedRace(int members, Instant first, Random random) throws Exception {
        this.members = members;
        this.random = random;
        this.stack = opened.add(new TestStack());
        ports.add(stack.start().port());
        ports.add(stack.start().port());
        setClocks(first.plus(Duration.ofHours(11)), 0);
        join(first);
        registerWebhook(opened.add(new HookReceiver()));
        var pushes = opened.add(new PushService());
        int some = members / 8;
        for (int i = some; i < 2 * some; i++) {
            subscribe(pushes, name(i));
        }
        var http = HttpClient.newHttpClient();
        AutoCloseable cut = http::shutdownNow;
        opened.add(cut);
        for (int i = 0; i < some; i++) {
            clients.add(opened.add(new ShiftingClient(
                    stack, http, name(i), () -> ports.get(random.nextInt(ports.size())), random.nextLong(), 20)));
        }
        this.studio = opened.add(new StreamClient(this::studioStream));
        await().atMost(A_WHILE)
                .until(() ->
                        studio.connections.get() > 0 && clients.stream().noneMatch(client -> client.events.isEmpty()));
    }

    private static String name(int member) {
        return "m-" + member;
    }

    private static MemberId member(int number) {
        return new MemberId(TestStack.TENANT, name(number));
    }

    private void setClocks(Instant now, int rate) throws Exception {
        for (var port : ports) {
            stack.setClock(port, now, rate);
        }
    }

    // --- who is there

    private void join(Instant at) throws Exception {
        var d = NudgePlan.DEFAULT;
        var caps = new Caps(6, 30, 0, 120);
        Fact plan = FactCodec.changed(
                new NudgePlan(true, List.of(SLOT), d.contexts(), null, d.zonePolicy(), caps, null, 1));
        var last = new HashMap<String, CompletableFuture<LogPosition>>();
        for (int i = 0; i < members; i++) {
            var all = new ArrayList<CompletableFuture<LogPosition>>();
            for (var fact : Stream.concat(DecisionIT.joining(ZONE).stream(), Stream.of(plan))
                    .toList()) {
                all.add(kept(member(i), fact, at));
            }
            for (var each : all) {
                last.put(name(i), CompletableFuture.completedFuture(each.get(1, TimeUnit.MINUTES)));
            }
        }
        awaitFolded(last);
    }

    private void registerWebhook(HookReceiver receiver) throws Exception {
        var address = receiver.answering("/hook", taken -> {
            var json = new String(taken.body(), StandardCharsets.UTF_8);
            hearings.add(Hearings.ofStudio("webhook", json, System.nanoTime()));
            return HookReceiver.Reply.of(204);
        });
        var body = new Document("name", "desk").append("address", address).toJson();
        var answer = stack.asStudio(ports.getFirst(), "POST", "/v1/webhooks", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private void subscribe(PushService pushes, String name) throws Exception {
        var browser = Browser.fresh();
        var endpoint = pushes.endpoint("/" + name, taken -> {
            long at = System.nanoTime();
            var message = Document.parse(browser.read(taken.body()));
            boolean isWithdrawal = message.getString("type").equals("nudge.withdrawn");
            hearings.add(new Heard("browser of " + name, name, message.getString("nudgeId"), isWithdrawal, at));
            return PushService.Reply.of(201);
        });
        var answer = stack.send(
                ports.getFirst(), name, "POST", "/v1/members/me/push-subscriptions", browser.described(endpoint));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private HttpRequest.Builder studioStream() {
        var scopes = List.of("nudge:read", "tenant:members");
        var token = stack.tokens.forClient(TestStack.TENANT, "app", scopes, Duration.ofHours(1));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.getLast() + "/v1/nudges/stream"))
                .header("Authorization", "Bearer " + token);
    }

    /** All that anybody heard up to now. */
    List<Heard> heard() {
        var byClients = clients.stream()
                .flatMap(client -> Hearings.byClient("client of " + client.member, client.member, client.events));
        return hearings.with(Stream.concat(byClients, Hearings.byStudio(studio.events)));
    }

    // --- a day

    /** The slot of everybody comes, with everybody's deed from three seconds before it to three after it. */
    Day day(Instant slot) throws Exception {
        var offsets = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < members; i++) {
            offsets.computeIfAbsent(random.nextInt(2 * APART_MS) - APART_MS, _ -> new ArrayList<>())
                    .add(i);
        }
        long earliest = System.nanoTime() + AHEAD.toNanos();
        setClocks(slot.minus(AHEAD), 1);
        var acknowledged = new ConcurrentHashMap<String, Long>();
        var deeds = new HashMap<String, CompletableFuture<LogPosition>>();
        for (var due : offsets.entrySet()) {
            awaitTime(earliest + TimeUnit.MILLISECONDS.toNanos(due.getKey()));
            var at = slot.plusMillis(due.getKey());
            for (int member : due.getValue()) {
                var deed = DecisionIT.practised("p-" + slot.getEpochSecond() + "-" + member, at);
                deeds.put(
                        name(member),
                        kept(member(member), deed, at)
                                .whenComplete((_, _) -> acknowledged.put(name(member), System.nanoTime())));
            }
        }
        awaitFolded(deeds);
        return new Day(acknowledged, earliest);
    }

    /** Sent again, as a client does it, until it is acknowledged. */
    private CompletableFuture<LogPosition> kept(MemberId member, Fact fact, Instant at) {
        return stack.appended(member, fact, at)
                .exceptionallyComposeAsync(
                        _ -> kept(member, fact, at), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    }

    private static void awaitTime(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Everything that was acknowledged is folded, and what follows from it is in the nudge log. */
    private void awaitFolded(Map<String, CompletableFuture<LogPosition>> appended) throws Exception {
        var ends = new HashMap<Integer, LogPosition>();
        var readers = new HashMap<Integer, String>();
        for (var each : appended.entrySet()) {
            var position = each.getValue().get(1, TimeUnit.MINUTES);
            ends.merge(position.partition(), position, (one, other) -> one.offset() > other.offset() ? one : other);
            readers.put(position.partition(), each.getKey());
        }
        for (var end : ends.values()) {
            var reader = readers.getOrDefault(end.partition(), "");
            var question = "/v1/members/me/care?minAsOf=" + end.text();
            await().atMost(A_WHILE)
                    .until(() -> stack.get(ports.getFirst(), reader, question).statusCode() == 200);
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
