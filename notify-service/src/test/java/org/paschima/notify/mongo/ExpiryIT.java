package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;

/** What is too old is deleted by MongoDB itself, whose monitor looks every second here and every minute elsewhere. */
class ExpiryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DECISIONS_KEPT = Duration.ofDays(30);
    private static final Duration NUDGES_KEPT = Duration.ofDays(400);

    private MongoStore store;
    private MongoDatabase database;
    private MongoDatabase admin;

    @BeforeEach
    void open() {
        store = MongoStore.connect(Backings.mongo(), Backings.freshName("expiry"), false);
        database = store.database();
        admin = store.sibling("admin").database();
        monitorSleeps(1);
        for (int days : List.of(0, 29, 31, 399, 401)) {
            for (var collection : List.of(Decisions.COLLECTION, NudgeEntries.COLLECTION)) {
                database.getCollection(collection)
                        .insertOne(new Document("_id", "d" + days).append("at", Date.from(daysAgo(days))));
            }
        }
    }

    @AfterEach
    void close() {
        monitorSleeps(60);
        store.close();
    }

    private void monitorSleeps(int seconds) {
        admin.runCommand(new Document("setParameter", 1).append("ttlMonitorSleepSecs", seconds));
    }

    /** The time that the monitor goes by. */
    private Instant daysAgo(int days) {
        return admin.runCommand(new Document("hello", 1))
                .getDate("localTime")
                .toInstant()
                .minus(Duration.ofDays(days));
    }

    private List<String> kept(String collection) {
        return database.getCollection(collection)
                .find()
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    private long passes() {
        var ttl = admin.runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("ttl", Document.class);
        return ttl.getLong("passes");
    }

    private void afterTheMonitorHasLooked() {
        long before = passes();
        await().atMost(PATIENCE).until(() -> passes() >= before + 2);
    }

    @Test
    void receipts_and_the_nudge_log_are_deleted_once_they_are_older_than_their_settings_say() {
        Expiry.after(store, DECISIONS_KEPT, NUDGES_KEPT);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kept(Decisions.COLLECTION)).containsExactlyInAnyOrder("d0", "d29"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kept(NudgeEntries.COLLECTION))
                        .containsExactlyInAnyOrder("d0", "d29", "d31", "d399"));
    }

    @Test
    void another_setting_holds_from_the_next_start() {
        Expiry.after(store, Duration.ofDays(500), Duration.ofDays(500));
        afterTheMonitorHasLooked();
        assertThat(kept(Decisions.COLLECTION)).hasSize(5);

        Expiry.after(store, DECISIONS_KEPT, Duration.ofDays(500));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kept(Decisions.COLLECTION)).containsExactlyInAnyOrder("d0", "d29"));
        assertThat(kept(NudgeEntries.COLLECTION)).hasSize(5);
    }

    @Test
    void under_a_settable_clock_nothing_expires_though_it_did_before() {
        Expiry.after(store, Duration.ofDays(500), Duration.ofDays(500));
        Expiry.never(store);
        Expiry.never(store);

        database.getCollection(Decisions.COLLECTION)
                .insertOne(new Document("_id", "ancient").append("at", Date.from(daysAgo(9_000))));

        afterTheMonitorHasLooked();
        assertThat(kept(Decisions.COLLECTION)).hasSize(6);
        assertThat(kept(NudgeEntries.COLLECTION)).hasSize(5);
    }
}
