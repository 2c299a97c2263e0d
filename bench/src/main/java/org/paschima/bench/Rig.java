package org.paschima.bench;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;

/**
 * What is measured with: broker, database and log, and whom the load is to be.
 *
 * @param work the folder of all of it
 * @param amounts how much is measured
 */
record Rig(
        Path work,
        KafkaProcess kafka,
        MongodProcess mongod,
        DevelopmentTokens tokens,
        Vertx vertx,
        Log log,
        LoadBench.Amounts amounts) {

    static final int PARTITIONS = 6;
    static final int ROUNDS = 3;
    private static final List<String> SCOPES =
            List.of("practice:write", "insight:read", "studio:read", "tenant:members");

    static Rig of(Path work, KafkaProcess kafka, MongodProcess mongod, Vertx vertx, Log log, LoadBench.Amounts amounts)
            throws Exception {
        var tokens = DevelopmentTokens.at(work.resolve("key.json"), InstantSource.system());
        tokens.writeJwks(work.resolve("jwks.json"));
        return new Rig(work, kafka, mongod, tokens, vertx, log, amounts);
    }

    Map<String, String> settings() {
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

    String token() {
        return tokens.forClient(Histories.TENANT, "bench", SCOPES, Duration.ofHours(2));
    }

    static double median(double[] odd) {
        return Arrays.stream(odd).sorted().toArray()[odd.length / 2];
    }

    static long awaitFolded(MongoStore store, long wanted) throws InterruptedException {
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
