package org.paschima.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.paschima.backing.ChildProcess;
import org.paschima.insight.InsightMain;

/** How long the whole log takes to be folded anew, in how much memory, while the service answers from what it has. */
final class RebuildLoad {

    private static final int ASKED_ABOUT = 1_000;
    private static final String DONE = " answers now";

    private final HttpLoad load;
    private final Child insight;
    private final Map<String, String> settings;
    private final Random random = new Random(1);
    private int refused;

    /**
     * @param insight which has folded the log
     * @param settings its settings
     */
    RebuildLoad(HttpLoad load, Child insight, Map<String, String> settings) {
        this.load = load;
        this.insight = insight;
        this.settings = settings;
    }

    void measure(long records) throws Exception {
        var command = ChildProcess.java(
                        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"),
                        System.getProperty("java.class.path"),
                        InsightMain.class.getName(),
                        List.of("rebuild"))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().putIfAbsent("LOG_LEVEL", "WARN");
        command.environment().putAll(settings);
        var foreign = ForeignLoad.begin();
        var cpu = insight.cpu();
        long began = System.nanoTime();
        var latencies = new ArrayList<Long>();
        var own = Duration.ZERO;
        long resident = 0;
        try (var rebuild = ChildProcess.start(command)) {
            while (!isDone(rebuild)) {
                own = Child.cpu(rebuild.pid());
                resident = Math.max(resident, Child.residentMebibytes(rebuild.pid()));
                latencies.add(asked());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        var told = new Latencies(latencies.stream().mapToLong(each -> each).toArray());
        System.out.printf(
                "rebuild of %,d records: %.1f s, %,.0f records/s; CPU seconds %.1f rebuild, %.1f insight-service; %,d MiB resident at most; %,d trends meanwhile, %,d refused: p50 %.1f ms, p99 %.1f ms; %s%n",
                records,
                seconds,
                records / seconds,
                own.toMillis() / 1e3,
                insight.cpu().minus(cpu).toMillis() / 1e3,
                resident,
                latencies.size(),
                refused,
                told.millis(0.5),
                told.millis(0.99),
                foreign.told());
    }

    private static boolean isDone(ChildProcess rebuild) throws InterruptedException {
        boolean isAlive = rebuild.isAlive(); // asked first: what it says before its end is read a little later
        boolean isDone = rebuild.line(line -> line.contains(DONE), Duration.ofMillis(100))
                .isPresent();
        if (!isDone && !isAlive) {
            throw new IllegalStateException("the rebuild ended before the new generation answered");
        }
        return isDone;
    }

    /** How long the trend of some member's year took. */
    private long asked() throws Exception {
        var path = "/v1/members/m-%04d".formatted(1 + random.nextInt(ASKED_ABOUT)) + Queries.trend();
        long began = System.nanoTime();
        refused += load.run(1, 1, 200, _ -> new HttpLoad.Call(HttpMethod.GET, path, Buffer.buffer()))
                .refused();
        return System.nanoTime() - began;
    }
}
