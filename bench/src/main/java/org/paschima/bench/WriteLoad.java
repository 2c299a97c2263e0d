package org.paschima.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.paschima.contract.LogTopics;
import org.paschima.session.SessionMain;

/** Single records and batches over HTTP, the batches beside Kafka's own producer on the same broker. */
final class WriteLoad {

    private static final int SINGLE = 60_000;
    private static final int SINGLE_OF_BRIDGE = 15_000;
    private static final int RECORDS_A_REQUEST = 100_000;

    private final Rig rig;

    WriteLoad(Rig rig) {
        this.rig = rig;
    }

    void measure() throws Exception {
        try (var session = Child.start(SessionMain.class, rig.settings())) {
            var load = new HttpLoad(rig.vertx(), session.port(), rig.token());
            single(load, session, 64, 2 * SINGLE, "warm-up");
            for (int connections : new int[] {16, 64}) {
                single(load, session, connections, SINGLE, "single-record writes");
            }
            if (rig.amounts().bridge().isPresent()) {
                singleBesideTheBridge(load, session, rig.amounts().bridge().get());
            }
            batchesBesideTheProducer(load, session);
            System.out.printf("memory of session-service after these: %,d MiB resident%n", session.residentMebibytes());
        }
        rig.log().delete(LogTopics.MEMBER_LOG);
    }

    /** In turns, as many records each, so that a noisy minute meets both; the middle one of the rounds is what counts. */
    private void batchesBesideTheProducer(HttpLoad load, Child session) throws Exception {
        batch(load, session, Math.min(rig.amounts().batchRecords(), RECORDS_A_REQUEST / 2), "warm-up");
        var batches = new double[Rig.ROUNDS];
        var producers = new double[Rig.ROUNDS];
        var shares = new double[Rig.ROUNDS];
        for (int round = 0; round < Rig.ROUNDS; round++) {
            batches[round] = batch(load, session, rig.amounts().batchRecords(), "NDJSON batch " + (round + 1));
            producers[round] = producerPerformance("perf-" + round);
            shares[round] = batches[round] / producers[round];
        }
        System.out.printf(
                "medians of %d rounds of %,d records: batch %,.0f/s, kafka-producer-perf-test %,.0f/s, share %.2f%n",
                Rig.ROUNDS,
                rig.amounts().batchRecords(),
                Rig.median(batches),
                Rig.median(producers),
                Rig.median(shares));
    }

    /** In turns, so that a noisy minute meets both; the middle one of the rounds is what counts. */
    private void singleBesideTheBridge(HttpLoad load, Child session, Path peer) throws Exception {
        var topic = "bridge";
        rig.log().create(topic, Rig.PARTITIONS);
        try (var bridge = KafkaBridge.start(peer, rig.work(), rig.kafka().bootstrap())) {
            ofBridge(bridge, topic, 64, 2 * SINGLE_OF_BRIDGE, "warm-up");
            for (int connections : new int[] {16, 64}) {
                var ours = new double[Rig.ROUNDS];
                var theirs = new double[Rig.ROUNDS];
                for (int round = 0; round < Rig.ROUNDS; round++) {
                    ours[round] = single(load, session, connections, SINGLE, "beside the bridge " + (round + 1));
                    theirs[round] = ofBridge(bridge, topic, connections, SINGLE_OF_BRIDGE, "round " + (round + 1));
                }
                System.out.printf(
                        "medians of %d rounds, %d connections, requests per CPU second: %,.0f, bridge %,.0f, times %.1f%n",
                        Rig.ROUNDS,
                        connections,
                        Rig.median(ours),
                        Rig.median(theirs),
                        Rig.median(ours) / Rig.median(theirs));
            }
        }
        rig.log().delete(topic);
    }

    /** Requests per CPU second of the bridge. */
    private double ofBridge(KafkaBridge bridge, String topic, int connections, int requests, String what)
            throws Exception {
        long before = rig.log().count(topic, Rig.PARTITIONS);
        var foreign = ForeignLoad.begin();
        var cpu = bridge.cpu();
        var result = bridge.load(rig.vertx())
                .run(connections, requests, 200, i -> KafkaBridge.write(topic, i, what.replace(' ', '-') + "-" + i));
        double perCpuSecond = result.answered() / (bridge.cpu().minus(cpu).toMillis() / 1e3);
        System.out.printf(
                "Strimzi bridge, %s, %d connections: %,.0f/s, %,.0f per CPU second of the bridge, p50 %.2f ms, p99 %.2f ms; %,d answered 200, %,d refused, %,d in the log; %s%n",
                what,
                connections,
                result.perSecond(),
                perCpuSecond,
                result.latencies().millis(0.5),
                result.latencies().millis(0.99),
                result.answered(),
                result.refused(),
                rig.log().count(topic, Rig.PARTITIONS) - before,
                foreign.told());
        return perCpuSecond;
    }

    /** Requests per CPU second of the service. */
    private double single(HttpLoad load, Child session, int connections, int requests, String what) throws Exception {
        long before = rig.log().count(LogTopics.MEMBER_LOG, Rig.PARTITIONS);
        var cpu = session.cpu();
        var run = what + "-" + connections;
        var result = load.run(connections, requests, 201, i -> write(i, run.replace(' ', '-') + "-" + i));
        double cpuSeconds = session.cpu().minus(cpu).toMillis() / 1e3;
        long inLog = rig.log().count(LogTopics.MEMBER_LOG, Rig.PARTITIONS) - before;
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
        return result.answered() / cpuSeconds;
    }

    /** A practice of one of 500 members. */
    static HttpLoad.Call write(int number, String clientRecordId) {
        return new HttpLoad.Call(
                HttpMethod.POST,
                "/v1/members/m-" + number % 500 + "/practices",
                Buffer.buffer(practice(clientRecordId)));
    }

    /** About 500 bytes, as a studio app sends it. */
    static String practice(String clientRecordId) {
        return """
                {"source":"bench","clientRecordId":"%s","version":1,"startedAt":"2025-03-02T18:00:00+01:00",\
                "endedAt":"2025-03-02T18:10:00+01:00","zone":"Europe/Berlin","dayStart":"04:00","context":"mat","moment":"discomfort",\
                "segments":[{"practice":"back-body-breath","minutes":5,"cues":["receive-breath-in-back","exhale-lengthen"],"breathRate":5.5}],\
                "before":{"tension":[{"region":"upper-back","value":6}],"stress":6},"after":{"tension":[{"region":"upper-back","value":4}],"stress":4}}""".formatted(clientRecordId);
    }

    /** Records a second, in requests of at most so many. */
    private double batch(HttpLoad load, Child session, int records, String what) throws Exception {
        long before = rig.log().count(LogTopics.MEMBER_LOG, Rig.PARTITIONS);
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
                rig.log().count(LogTopics.MEMBER_LOG, Rig.PARTITIONS) - before,
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
        rig.log().create(topic, Rig.PARTITIONS);
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
                Integer.toString(rig.amounts().batchRecords()),
                "--record-size",
                Integer.toString(practice("x-1").length() + 150),
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + rig.kafka().bootstrap(),
                "acks=all");
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        rig.log().delete(topic);
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
}
