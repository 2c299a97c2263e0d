package org.paschima.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.paschima.backing.FreePort;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.contract.LogTopics;
import org.paschima.contract.codec.Message;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.InsightMain;
import org.paschima.session.SessionMain;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;
import org.paschima.testkit.Greed;

/**
 * The load benchmark: broker, database and services in processes of their own on loopback, the load in this one, all on
 * the same machine. Prints one line a figure.
 */
final class LoadBench {

    private static final int PARTITIONS = 6;
    private static final int SINGLE = 60_000;
    private static final int ROUNDS = 3;
    private static final int RECORDS_A_REQUEST = 100_000;
    private static final double MONGOD_CACHE_GIGABYTES = 1;
    private static final int FEW = 1_000;
    private static final int MANY = 100_000;
    private static final int MEMBERS_AT_ONCE = 5_000;
    private static final List<String> SCOPES =
            List.of("practice:write", "insight:read", "studio:read", "tenant:members");

    private final Path work;
    private final KafkaProcess kafka;
    private final MongodProcess mongod;
    private final DevelopmentTokens tokens;
    private final Vertx vertx;
    private final Log log;
    private final Amounts amounts;

    private LoadBench(Path work, KafkaProcess kafka, MongodProcess mongod, Vertx vertx, Log log, Amounts amounts)
            throws Exception {
        this.work = work;
        this.amounts = amounts;
        this.kafka = kafka;
        this.mongod = mongod;
        this.vertx = vertx;
        this.log = log;
        this.tokens = DevelopmentTokens.at(work.resolve("key.json"), InstantSource.system());
        tokens.writeJwks(work.resolve("jwks.json"));
    }

    /** What is measured, as it is named on the command line. */
    enum Part {
        writes,
        history,
        queries,
        fairness
    }

    /**
     * How much of it.
     *
     * @param batchRecords of the batch, and as many of Kafka's own tool
     * @param historyRecords that are folded, and as many by the connector
     * @param sink the folder of the sink connector, if it is to be measured beside
     */
    record Amounts(int batchRecords, int historyRecords, Optional<Path> sink) {}

    static void run(Set<Part> parts, Amounts amounts, Set<Greed> attacks) throws Exception {
        var work = Files.createTempDirectory("paschima-bench-");
        var vertx = Vertx.vertx();
        try (var kafka = KafkaProcess.start(work.resolve("kafka"));
                var mongod = MongodProcess.start(
                        new MongodFinder(System.getenv(), System.err::println).find(),
                        work.resolve("mongo"),
                        FreePort.next(),
                        MONGOD_CACHE_GIGABYTES);
                var log = new Log(kafka.bootstrap())) {
            var bench = new LoadBench(work, kafka, mongod, vertx, log, amounts);
            if (parts.contains(Part.writes)) {
                bench.writes();
            }
            if (parts.contains(Part.history)) {
                bench.history("time-ordered", Histories.timeOrdered(amounts.historyRecords()));
                bench.history("fully interleaved", Histories.interleaved(amounts.historyRecords()));
            }
            if (parts.contains(Part.queries)) {
                bench.queries();
            }
            if (parts.contains(Part.fairness)) {
                bench.fairness(attacks);
            }
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
            delete(work);
        }
    }

    private static void delete(Path work) throws IOException {
        try (var all = Files.walk(work)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("KAFKA_BOOTSTRAP", kafka.bootstrap());
        settings.put("MONGO_URI", mongod.uri());
        settings.put("MEMBER_LOG_PARTITIONS", Integer.toString(PARTITIONS));
        settings.put("JWKS_FILE", work.resolve("jwks.json").toString());
        settings.put("HTTP_PORT", "0");
        settings.put("HTTP_RATE_PER_CALLER", "0"); // one caller is all the load there is
        settings.put("HTTP_RATE_PER_TENANT", "0");
        settings.put("EXPERIMENT_DRAW_KEY", "the bench draws nothing");
        return settings;
    }

    private String token() {
        return tokens.forClient(Histories.TENANT, "bench", SCOPES, Duration.ofHours(2));
    }

    // --- single records and batches over HTTP

    private void writes() throws Exception {
        try (var session = Child.start(SessionMain.class, settings())) {
            var load = new HttpLoad(vertx, session.port(), token());
            single(load, session, 64, 2 * SINGLE, "warm-up");
            for (int connections : new int[] {16, 64}) {
                single(load, session, connections, SINGLE, "single-record writes");
            }
            batchesBesideTheProducer(load, session);
            System.out.printf("memory of session-service after these: %,d MiB resident%n", session.residentMebibytes());
        }
        log.delete(LogTopics.MEMBER_LOG);
    }

    /** In turns, as many records each, so that a noisy minute meets both; the middle one of the rounds is what counts. */
    private void batchesBesideTheProducer(HttpLoad load, Child session) throws Exception {
        batch(load, session, Math.min(amounts.batchRecords(), RECORDS_A_REQUEST / 2), "warm-up");
        var batches = new double[ROUNDS];
        var producers = new double[ROUNDS];
        var shares = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            batches[round] = batch(load, session, amounts.batchRecords(), "NDJSON batch " + (round + 1));
            producers[round] = producerPerformance("perf-" + round);
            shares[round] = batches[round] / producers[round];
        }
        System.out.printf(
                "medians of %d rounds of %,d records: batch %,.0f/s, kafka-producer-perf-test %,.0f/s, share %.2f%n",
                ROUNDS, amounts.batchRecords(), median(batches), median(producers), median(shares));
    }

    private static double median(double[] odd) {
        return Arrays.stream(odd).sorted().toArray()[odd.length / 2];
    }

    private void single(HttpLoad load, Child session, int connections, int requests, String what) throws Exception {
        long before = log.count(LogTopics.MEMBER_LOG, PARTITIONS);
        var cpu = session.cpu();
        var run = what + "-" + connections;
        var result = load.run(
                connections,
                requests,
                201,
                i -> new HttpLoad.Call(
                        HttpMethod.POST,
                        "/v1/members/m-" + i % 500 + "/practices",
                        Buffer.buffer(practice(run.replace(' ', '-') + "-" + i))));
        double cpuSeconds = session.cpu().minus(cpu).toMillis() / 1e3;
        long inLog = log.count(LogTopics.MEMBER_LOG, PARTITIONS) - before;
        System.out.printf(
                "%s, %d connections: %,.0f/s, %,.0f per CPU second of the service, p50 %.2f ms, p99 %.2f ms; %,d answered 201, %,d refused, %,d in the log%n",
                what,
                connections,
                result.perSecond(),
                result.answered() / cpuSeconds,
                result.latencies().millis(0.5),
                result.latencies().millis(0.99),
                result.answered(),
                result.refused(),
                inLog);
    }

    /** About 500 bytes, as a studio app sends it. */
    private static String practice(String clientRecordId) {
        return """
                {"source":"bench","clientRecordId":"%s","version":1,"startedAt":"2025-03-02T18:00:00+01:00",\
                "endedAt":"2025-03-02T18:10:00+01:00","zone":"Europe/Berlin","dayStart":"04:00","context":"mat","moment":"discomfort",\
                "segments":[{"practice":"back-body-breath","minutes":5,"cues":["receive-breath-in-back","exhale-lengthen"],"breathRate":5.5}],\
                "before":{"tension":[{"region":"upper-back","value":6}],"stress":6},"after":{"tension":[{"region":"upper-back","value":4}],"stress":4}}""".formatted(clientRecordId);
    }

    /** Records a second, in requests of at most so many. */
    private double batch(HttpLoad load, Child session, int records, String what) throws Exception {
        long before = log.count(LogTopics.MEMBER_LOG, PARTITIONS);
        var foreign = ForeignLoad.begin();
        var cpu = session.cpu();
        double seconds = 0;
        long kept = 0;
        for (int first = 0; first < records; first += RECORDS_A_REQUEST) {
            var lines = Buffer.buffer(lines(first, Math.min(records, first + RECORDS_A_REQUEST), what));
            long began = System.nanoTime();
            kept += load.batch("/v1/records/batch", lines);
            seconds += (System.nanoTime() - began) / 1e9;
        }
        double cpuSeconds = session.cpu().minus(cpu).toMillis() / 1e3;
        System.out.printf(
                "%s, %,d records of %d B, at most %,d a request: %,.0f records/s, %,.0f per CPU second of the service; %,d kept, %,d in the log; %s%n",
                what,
                records,
                practice("x-1").length(),
                RECORDS_A_REQUEST,
                records / seconds,
                records / cpuSeconds,
                kept,
                log.count(LogTopics.MEMBER_LOG, PARTITIONS) - before,
                foreign.told());
        return records / seconds;
    }

    private static String lines(int first, int end, String what) {
        return IntStream.range(first, end)
                .mapToObj(i -> "{\"kind\":\"practice\",\"member\":\"m-" + i % 500 + "\","
                        + practice(what.replace(' ', '-') + "-" + i).substring(1))
                .collect(Collectors.joining("\n"));
    }

    /** Records a second of Kafka's own tool, with records of the size that a practice has in the log. */
    private double producerPerformance(String topic) throws Exception {
        log.create(topic, PARTITIONS);
        var foreign = ForeignLoad.begin();
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topic,
                "--num-records",
                Integer.toString(amounts.batchRecords()),
                "--record-size",
                Integer.toString(practice("x-1").length() + 150),
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + kafka.bootstrap(),
                "acks=all");
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        log.delete(topic);
        var last = output.lines()
                .filter(line -> line.contains("records/sec"))
                .reduce((_, line) -> line)
                .orElseThrow(() -> new IllegalStateException("no figure: " + output));
        System.out.println("kafka-producer-perf-test, the same broker, acks=all: " + last + "; " + foreign.told());
        return perSecond(last);
    }

    /** Of {@code 200000 records sent, 82576.3 records/sec (48.98 MB/sec), …}. */
    private static double perSecond(String line) {
        var before = line.substring(0, line.indexOf(" records/sec"));
        return Double.parseDouble(before.substring(before.lastIndexOf(' ') + 1));
    }

    // --- from the log to stored days, and back as trends

    /** In turns with the connector, if there is one: the same records, log and mongod; the middle one of the rounds is what counts. */
    private void history(String order, List<Message> messages) throws Exception {
        log.create(LogTopics.MEMBER_LOG, PARTITIONS);
        log.append(messages);
        long members = messages.stream().map(Message::key).distinct().count();
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = fold("log to day " + (round + 1) + ", " + order, messages.size(), members);
            if (amounts.sink().isPresent()) {
                theirs[round] = sink("sink connector " + (round + 1) + ", " + order, messages.size());
            }
        }
        System.out.printf(
                "median of %d rounds, %s, %,d records: %,.0f/s", ROUNDS, order, messages.size(), median(ours));
        if (amounts.sink().isPresent()) {
            System.out.printf(", sink connector %,.0f/s, share %.2f", median(theirs), median(ours) / median(theirs));
        }
        System.out.println();
        log.delete(LogTopics.MEMBER_LOG);
    }

    private double fold(String what, int records, long members) throws Exception {
        var settings = settings();
        var database = "insight-" + what.replaceAll("[ ,]+", "-");
        settings.put("MONGO_DATABASE", database);
        long began = System.nanoTime();
        try (var store = MongoStore.connect(mongod.uri(), database, false);
                var insight = Child.start(InsightMain.class, settings)) {
            var cpu = insight.cpu(); // from when it was ready: starting is another figure
            var mongoCpu = Child.cpu(mongod.pid());
            var foreign = ForeignLoad.begin();
            long first = awaitFolded(store, 1);
            long start = System.nanoTime();
            awaitFolded(store, records);
            double rate = (records - first) / ((System.nanoTime() - start) / 1e9);
            System.out.printf(
                    "%s, %,d records, %,d members: %,.0f records/s; CPU seconds from ready %.1f insight-service, %.1f mongod; %,d MiB resident (%.1f s with the start); %s%n",
                    what,
                    records,
                    members,
                    rate,
                    insight.cpu().minus(cpu).toMillis() / 1e3,
                    Child.cpu(mongod.pid()).minus(mongoCpu).toMillis() / 1e3,
                    insight.residentMebibytes(),
                    (System.nanoTime() - began) / 1e9,
                    foreign.told());
            store.database().drop();
            return rate;
        }
    }

    private double sink(String what, int records) throws Exception {
        try (var connector = SinkConnector.start(amounts.sink().orElseThrow(), work, kafka.bootstrap(), mongod.uri())) {
            var foreign = ForeignLoad.begin();
            var result = connector.take(LogTopics.MEMBER_LOG, records, mongod.pid());
            System.out.printf(
                    "%s, %,d records: %,.0f records/s; CPU seconds from ready %.1f worker, %.1f mongod; %s%n",
                    what, records, result.perSecond(), result.workerCpu(), result.mongodCpu(), foreign.told());
            return result.perSecond();
        }
    }

    /**
     * The same members are asked about while they are a thousand and while they are among a hundred thousand. They have a
     * year; those who came later have one to fourteen days, as most who try an app (domain.md §6.2).
     */
    private void queries() throws Exception {
        log.create(LogTopics.MEMBER_LOG, PARTITIONS);
        var settings = settings();
        settings.put("MONGO_DATABASE", "insight-queries");
        try (var store = MongoStore.connect(mongod.uri(), "insight-queries", false);
                var insight = Child.start(InsightMain.class, settings)) {
            var queries = new Queries(new HttpLoad(vertx, insight.port(), token()), insight, mongod.pid(), FEW);
            long told = 0;
            for (int first = 1; first <= MANY; first += first < FEW ? FEW : MEMBERS_AT_ONCE) {
                int last = Math.min(MANY, first < FEW ? FEW : first + MEMBERS_AT_ONCE - 1);
                var messages = first < FEW ? Histories.years(first, last) : Histories.beginners(first, last);
                log.append(messages);
                told += messages.size();
                if (last == FEW || last == MANY) {
                    awaitFolded(store, told);
                    System.out.printf(
                            "%,d members, %,d records, %,d day documents%n",
                            last, told, store.database().getCollection("days").estimatedDocumentCount());
                    if (last == FEW) {
                        queries.warmUp();
                    }
                    queries.run(last);
                }
            }
        }
        log.delete(LogTopics.MEMBER_LOG);
    }

    private void fairness(Set<Greed> attacks) throws Exception {
        log.create(LogTopics.MEMBER_LOG, PARTITIONS);
        var settings = settings();
        settings.put("NUDGE_DRAW_KEY", "the bench draws nothing");
        settings.remove("HTTP_RATE_PER_CALLER");
        settings.remove("HTTP_RATE_PER_TENANT");
        Fairness.measure(attacks, settings, tokens);
        log.delete(LogTopics.MEMBER_LOG);
    }

    private static long awaitFolded(MongoStore store, long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (System.nanoTime() < deadline) {
            long folded = 0;
            for (Document position :
                    store.database().getCollection(Positions.COLLECTION).find()) {
                folded += position.getLong("next");
            }
            if (folded >= wanted) {
                return folded;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("the log was not folded in time");
    }
}
