package org.paschima.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.localstack.RsaTokens;
import org.paschima.notify.NotifyMain;
import org.paschima.store.mongo.MongoStore;

/**
 * How soon what is written to a member's stream is read from it, of many that are open: all have had a slot, and those who were nudged
 * practise, so many a second, which takes the nudge back. Then many of these come back at once, as if they had not heard of
 * that, and once more after the service was killed and started as its image starts it.
 */
final class DeliverLoad {

    private static final String DATABASE = "notify-deliver";
    private static final int MEMBERS = 30_000;
    private static final int STREAMS = 15_000; // those who are nudged, and others; a process here may hold 20,000 files
    private static final int BACK = 10_000;
    private static final int A_SECOND = 1_000;

    /** So long before it is measured those practise who were not nudged, as many a second: a service has done so before. */
    private static final int WARM_UP_SECONDS = 40;

    private static final int OPENED_AT_ONCE = 64;
    private static final int BACK_AT_ONCE = 1_024; // connections that are begun and not yet accepted
    private static final String WITHDRAWN = "event: nudge.withdrawn";

    private final Rig rig;
    private final RsaTokens tokens;
    private final Map<String, Long> takenBack = new ConcurrentHashMap<>();
    private final Queue<IOException> failed = new ConcurrentLinkedQueue<>();

    DeliverLoad(Rig rig) throws Exception {
        this.rig = rig;
        this.tokens = RsaTokens.known(jwks());
    }

    private Path jwks() {
        return rig.work().resolve("rsa-jwks.json");
    }

    void measure() throws Exception {
        var settings = rig.settings();
        settings.put("MONGO_DATABASE", DATABASE);
        settings.put("JWKS_FILE", jwks().toString());
        settings.put("NUDGE_DRAW_KEY", "the bench draws nothing");
        settings.put("HTTP_MAX_CONNECTIONS", "18000");
        settings.put("HTTP_MAX_CONNECTIONS_PER_ADDRESS", "18000");
        var kept = Child.kept(NotifyMain.class, rig.work().resolve("notify-service.aot"));
        try (var store = MongoStore.connect(rig.mongod().uri(), DATABASE, false)) {
            List<String> members;
            try (var notify = Child.start(NotifyMain.class, settings)) {
                members = delivered(notify, store);
                comesBack(notify, members, "come back at once");
                notify.kill();
            }
            try (var notify = Child.startAgain(NotifyMain.class, settings, kept)) {
                comesBack(notify, members, "come back at once after kill -9");
            }
        }
    }

    private List<String> delivered(Child notify, MongoStore store) throws Exception {
        var slot = Instant.now().plus(SlotLoad.ahead(MEMBERS)).plusSeconds(59).truncatedTo(ChronoUnit.MINUTES);
        rig.log().append(SlotLoad.joining(0, MEMBERS, _ -> LocalTime.ofInstant(slot, SlotLoad.ZONE), Instant.now()));
        await(() -> store.database().getCollection("decisions").estimatedDocumentCount() >= MEMBERS);
        var members = issued(store);
        var others = others(members);
        var streams = new ArrayList<Stream>();
        var opening = new Semaphore(OPENED_AT_ONCE);
        for (int number = 0; number < STREAMS; number++) {
            var member = number < members.size() ? members.get(number) : others.get(number - members.size());
            streams.add(new Stream(notify.port(), member, false, opening));
        }
        opening.acquire(OPENED_AT_ONCE);
        try (var practising = new Practising(rig.kafka().bootstrap())) {
            practise(practising, WARM_UP_SECONDS * A_SECOND, others);
            int warm = members.size() / 2;
            practise(practising, warm, members);
            await(() -> takenBack.size() >= warm);
            var measured = members.subList(warm, members.size());
            var foreign = ForeignLoad.begin();
            var cpu = notify.cpu();
            var mongoCpu = Child.cpu(rig.mongod().pid());
            double rate = practise(practising, measured.size(), measured);
            await(() -> takenBack.size() >= members.size());
            var latencies = new Latencies(measured.stream()
                    .mapToLong(member -> requireNonNull(takenBack.get(member))
                            - practising.acknowledgedAt(member).orElseThrow())
                    .toArray());
            System.out.printf(
                    "%,d streams, %,.0f practices/s of %,d who were nudged: from acknowledged to withdrawn on the stream p50 %.1f ms, p99 %.1f ms, most %.1f ms; %.2f + %.2f ms CPU each of notify-service and mongod; %d MiB resident; %s%n",
                    STREAMS,
                    rate,
                    measured.size(),
                    latencies.millis(0.5),
                    latencies.millis(0.99),
                    latencies.millis(1),
                    notify.cpu().minus(cpu).toNanos() / 1e6 / measured.size(),
                    Child.cpu(rig.mongod().pid()).minus(mongoCpu).toNanos() / 1e6 / measured.size(),
                    notify.residentMebibytes(),
                    foreign.told());
        }
        for (var stream : streams) {
            stream.close();
        }
        return members.subList(0, BACK);
    }

    /** Who has a nudge. */
    private static List<String> issued(MongoStore store) {
        var members = new ArrayList<String>();
        for (var key : store.database().getCollection("nudge_log").distinct("member", String.class)) {
            members.add(MemberId.parse(key).member());
        }
        return members;
    }

    private static List<String> others(List<String> nudged) {
        var others = new LinkedHashSet<String>();
        IntStream.range(0, MEMBERS).mapToObj(SlotLoad::member).forEach(others::add);
        nudged.forEach(others::remove);
        return List.copyOf(others);
    }

    /** Not when a stream failed that was not closed here: what is awaited may never come then. */
    private void await(SlotLoad.Condition condition) throws Exception {
        SlotLoad.await(() -> {
            var why = failed.peek();
            if (why != null) {
                throw why;
            }
            return condition.holds();
        });
    }

    /** So many practices, of members in turns; how many a second it were. */
    private static double practise(Practising practising, int count, List<String> members) throws InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            practising.practises(new MemberId(Histories.TENANT, members.get(i % members.size())));
            TimeUnit.NANOSECONDS.sleep(began + (i + 1) * TimeUnit.SECONDS.toNanos(1) / A_SECOND - System.nanoTime());
        }
        return count / ((System.nanoTime() - began) / 1e9);
    }

    private void comesBack(Child notify, List<String> members, String what) throws Exception {
        takenBack.clear();
        var foreign = ForeignLoad.begin();
        var opening = new Semaphore(BACK_AT_ONCE);
        long began = System.nanoTime();
        var streams = new ArrayList<Stream>();
        for (var member : members) {
            streams.add(new Stream(notify.port(), member, true, opening));
        }
        await(() -> takenBack.size() >= members.size());
        double last =
                (takenBack.values().stream().mapToLong(Long::longValue).max().orElseThrow() - began) / 1e9;
        System.out.printf(
                "%,d %s, showing their nudge: all have its withdrawal after %.1f s; %s%n",
                members.size(), what, last, foreign.told());
        for (var stream : streams) {
            stream.close();
        }
    }

    /** One open stream, read on a thread of its own. */
    private final class Stream {
        private final int port;
        private final String member;
        private final boolean isBack;
        private final Semaphore opening;
        private volatile @Nullable Socket socket;
        private volatile boolean isClosed;

        /** @param isBack whether it comes back with the nudge; else it comes for the first time */
        Stream(int port, String member, boolean isBack, Semaphore opening) throws InterruptedException {
            this.port = port;
            this.member = member;
            this.isBack = isBack;
            this.opening = opening;
            opening.acquire();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            boolean isOpen = false;
            try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket = connection;
                connection
                        .getOutputStream()
                        .write(StreamLoad.request(
                                tokens.of(Histories.TENANT, member, "nudge:read"),
                                isBack ? "Last-Event-ID: 1\r\n" : ""));
                var in = connection.getInputStream();
                var bytes = new byte[4_096];
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    long now = System.nanoTime();
                    if (!isOpen) {
                        isOpen = true;
                        opening.release();
                    }
                    var text = new String(bytes, 0, read, StandardCharsets.UTF_8);
                    if (text.contains(WITHDRAWN)) {
                        takenBack.putIfAbsent(member, now);
                    }
                }
                failed(new IOException("the service ended the stream of " + member));
            } catch (IOException e) {
                failed(e);
            } finally {
                if (!isOpen) {
                    opening.release();
                }
            }
        }

        private void failed(IOException why) {
            if (!isClosed) {
                failed.add(why);
            }
        }

        void close() throws IOException {
            isClosed = true;
            var open = socket;
            if (open != null) {
                open.close();
            }
        }
    }
}
