package org.paschima.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.paschima.contract.LogTopics;
import org.paschima.insight.InsightMain;
import org.paschima.session.SessionMain;

/**
 * How long it takes from when a practice was acknowledged until a trend has it, while others write so many records a second: one
 * member writes, and asks for the trend with what the answer said ({@code minAsOf}), again and again.
 */
final class VisibleLoad {

    private static final int OTHERS_PER_SECOND = 1_000;
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 1_000;
    private static final int WARM = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern AS_OF = Pattern.compile("\"asOf\":\"([^\"]+)\"");

    private final Rig rig;
    private final String token;

    VisibleLoad(Rig rig) {
        this.rig = rig;
        this.token = rig.token();
    }

    void measure() throws Exception {
        var settings = rig.settings();
        settings.put("MONGO_DATABASE", "insight-visible");
        var isOver = new AtomicBoolean();
        try (var session = Child.start(SessionMain.class, rig.settings());
                var insight = Child.start(InsightMain.class, settings);
                var http = HttpClient.newHttpClient()) {
            var others = Thread.ofPlatform().daemon().start(() -> write(session.port(), isOver));
            watch(http, session.port(), insight.port(), WARM, "warm");
            var foreign = ForeignLoad.begin();
            long before = rig.log().count(LogTopics.MEMBER_LOG, Rig.PARTITIONS);
            long began = System.nanoTime();
            var latencies = watch(http, session.port(), insight.port(), ROUNDS, "seen");
            double seconds = (System.nanoTime() - began) / 1e9;
            long written = rig.log().count(LogTopics.MEMBER_LOG, Rig.PARTITIONS) - before;
            isOver.set(true);
            others.join(PATIENCE.toMillis());
            System.out.printf(
                    "acknowledged to visible in the trend, beside %,.0f records/s: p50 %.1f ms, p99 %.1f ms, most %.1f ms of %,d; %s%n",
                    written / seconds,
                    latencies.millis(0.5),
                    latencies.millis(0.99),
                    latencies.millis(1),
                    ROUNDS,
                    foreign.told());
        }
    }

    private Latencies watch(HttpClient http, int session, int insight, int rounds, String run) throws Exception {
        var nanoseconds = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            var kept = send(http, session, "/v1/members/watched/practices", WriteLoad.practice(run + "-" + i));
            var asOf = AS_OF.matcher(kept.body());
            if (kept.statusCode() != 201 || !asOf.find()) {
                throw new IllegalStateException("not kept: " + kept.statusCode() + " " + kept.body());
            }
            long acknowledged = System.nanoTime();
            var seen = send(
                    http,
                    insight,
                    "/v1/members/watched/trends?region=upper-back&from=2025-01-01&to=2025-12-31&minAsOf="
                            + asOf.group(1),
                    "");
            nanoseconds[i] = System.nanoTime() - acknowledged;
            if (seen.statusCode() != 200) {
                throw new IllegalStateException("not seen: " + seen.statusCode() + " " + seen.body());
            }
        }
        return new Latencies(nanoseconds);
    }

    private HttpResponse<String> send(HttpClient http, int port, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        return http.send(
                body.isEmpty()
                        ? request.build()
                        : request.POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    /** So many a second of other members, a tenth of a second's at a time. */
    private void write(int session, AtomicBoolean isOver) {
        var load = new HttpLoad(rig.vertx(), session, token);
        int each = OTHERS_PER_SECOND / 10;
        try {
            for (int burst = 0; !isOver.get(); burst++) {
                long began = System.nanoTime();
                int first = burst * each;
                load.run(CONNECTIONS, each, 201, i -> WriteLoad.write(i, "other-" + (first + i)));
                long left = TimeUnit.MILLISECONDS.toNanos(100) - (System.nanoTime() - began);
                if (left > 0) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("the others could not write", e);
        }
    }
}
