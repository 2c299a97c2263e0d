package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Seeds;

/** A studio's stream, the whole way: on a real broker and a real database. */
class StudioStreamIT {

    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final int MEMBERS = 4;
    private static final int SLOTS = 4;

    private final AtomicInteger port = new AtomicInteger();
    private TestStack stack;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
    }

    @AfterEach
    void close() {
        stack.close();
    }

    private StreamClient client(String after) {
        var scopes = List.of("nudge:read", "tenant:members");
        return new StreamClient(() -> HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port.get() + "/v1/nudges/stream?late=send" + after))
                .header(
                        "Authorization",
                        "Bearer " + stack.tokens.forClient(TestStack.TENANT, "app", scopes, Duration.ofHours(1))));
    }

    /** Of which nudge it tells what, each in its turn. */
    private static List<String> told(StreamClient client) {
        var told = new ArrayList<String>();
        for (var event : client.events) {
            if (event.name().startsWith("nudge.")) {
                var nudge =
                        Document.parse(event.data()).get("data", Document.class).get("nudge", Document.class);
                told.add(nudge.getString("nudgeId") + ":" + event.name().substring("nudge.".length()));
            }
        }
        return told;
    }

    private Set<String> published() {
        return Crowd.published(stack.topics().nudges()).stream()
                .map(Crowd.Entry::id)
                .collect(Collectors.toSet());
    }

    private void slotsCome(Crowd crowd) throws Exception {
        for (int slot = 0; slot < SLOTS; slot++) {
            crowd.nextSlot(List.of(port.get()));
            crowd.awaitEveryDecisionOnce();
            crowd.practise(crowd.now().plusSeconds(5));
        }
        crowd.checkTopics();
    }

    @Test
    void its_cursor_holds_over_a_store_that_was_dropped_and_folded_anew() throws Exception {
        var service = stack.start();
        port.set(service.port());
        Set<String> before;
        Set<String> meanwhile;
        String cursor;
        try (var crowd = new Crowd(stack, MEMBERS, port::get, new Random(Seeds.one(53)))) {
            try (var client = client("")) {
                await().atMost(A_WHILE).until(() -> client.connections.get() > 0);
                slotsCome(crowd);
                await().atMost(A_WHILE)
                        .untilAsserted(() -> assertThat(told(client)).containsExactlyInAnyOrderElementsOf(published()));
                before = new HashSet<>(told(client));
                cursor = Objects.requireNonNull(client.events.getLast().id());
            }
            slotsCome(crowd);
            meanwhile = new HashSet<>(published());
            meanwhile.removeAll(before);
        }
        assertThat(meanwhile).as("the test is about nudges").isNotEmpty();

        service.close();
        try (var store = MongoStore.connect(stack.setting("MONGO_URI"), stack.setting("MONGO_DATABASE"), false)) {
            store.database().drop();
        }
        port.set(stack.start().port());

        try (var client = client("&after=" + cursor)) {
            await().atMost(A_WHILE).untilAsserted(() -> assertThat(told(client)).containsAll(meanwhile));
            assertThat(told(client)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(before);
        }
    }
}
