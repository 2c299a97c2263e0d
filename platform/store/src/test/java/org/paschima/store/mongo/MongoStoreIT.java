package org.paschima.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.backing.FreePort;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.testkit.Backings;

final class MongoStoreIT {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_standalone_server_is_refused_with_the_sentence_that_helps(boolean initiate) throws Exception {
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        try (var mongod = MongodProcess.startStandalone(binary, Backings.freshDirectory("standalone"))) {
            assertThatThrownBy(() -> MongoStore.connect(mongod.uri(), "test", initiate))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(MongoStore.STANDALONE);
        }
    }

    @Test
    void a_server_that_is_not_there_is_given_up_after_the_patience() {
        var uri = "mongodb://127.0.0.1:" + FreePort.next() + "/?directConnection=true";
        assertThatThrownBy(() -> MongoStore.connect(uri, "test", false, Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void collections_are_ensured_again_without_harm() {
        try (var store = MongoStore.connect(Backings.mongo(), Backings.freshName("store"), false)) {
            store.ensureCollections("one", "two");
            store.ensureCollections("two", "three");
            assertThat(store.database().listCollectionNames()).contains("one", "two", "three");
            assertThat(store.answers()).isTrue();
        }
    }

    @Test
    void dense_collections_are_compressed_more_and_those_that_are_there_stay_as_they_are() {
        try (var store = MongoStore.connect(Backings.mongo(), Backings.freshName("store"), false)) {
            store.ensureCollections("before");
            store.ensureDenseCollections("before", "records");
            store.ensureDenseCollections("before", "records");

            assertThat(compression(store, "records")).contains("block_compressor=zstd");
            assertThat(compression(store, "before")).doesNotContain("zstd");
        }
    }

    private static String compression(MongoStore store, String collection) {
        var told = store.database().runCommand(new Document("collStats", collection));
        return told.get("wiredTiger", Document.class).getString("creationString");
    }
}
