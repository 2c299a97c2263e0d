package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;
import org.paschima.notify.mongo.StoredDecisions;
import org.paschima.runtime.zone.TimeZones;

/** Busy times on a real database and a real log, of two instances, read from a calendar server on loopback. */
class BusyIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final Instant END = Instant.parse("2026-03-02T11:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");
    private static final String ME = "/v1/members/me";
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private TestStack stack;
    private int port;

    /** From 10:00 to 12:00 in Berlin, in words of a program of another. */
    private volatile String calendar = String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "BEGIN:VEVENT",
            "UID:1",
            "SUMMARY:s3cr3t talk",
            "DTSTART;TZID=Europe/Berlin:20260223T100000",
            "DTEND;TZID=Europe/Berlin:20260223T120000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO",
            "END:VEVENT",
            "END:VCALENDAR",
            "");

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/s3cr3t", exchange -> {
            asked.incrementAndGet();
            var body = calendar.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        stack = new TestStack();
        port = stack.start().port();
        stack.setClock(port, MORNING);
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(
                                stack.get(port, "m-1", ME + "/nudges/now").body())
                        .contains("10:30"));
    }

    @AfterEach
    void close() {
        stack.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private Json.Obj shown(int instance) throws Exception {
        return TestStack.json(stack.get(instance, "m-1", ME + "/busy-calendar").body());
    }

    private void names(String path) throws Exception {
        var answer = stack.send(
                port,
                "m-1",
                "PUT",
                ME + "/busy-calendar",
                "{\"address\":\"http://127.0.0.1:" + server.getAddress().getPort() + path + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("s3cr3t");
    }

    private String decisions(int instance) throws Exception {
        return stack.get(instance, "m-1", ME + "/decisions?from=2026-03-02&to=2026-03-02")
                .body();
    }

    @Test
    void a_slot_in_a_meeting_is_decided_where_it_ends_by_whoever_owns_it_and_replays_offline() throws Exception {
        // Given: read by one of two instances
        int other = stack.start().port();
        stack.setClock(other, MORNING);
        names("/s3cr3t");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(
                                stack.get(other, "m-1", ME + "/busy-calendar").body())
                        .contains("\"from\":\"2026-03-02T09:00:00Z\"")
                        .doesNotContain("s3cr3t"));
        assertThat(asked).hasValue(1);
        var preview =
                stack.send(other, "m-1", "POST", ME + "/nudge-plan:preview", "").body();
        assertThat(preview).contains("\"postponedTo\":\"2026-03-02T12:00:00+01:00\"");

        // When: the slot comes, and then the end of the meeting
        for (int instance : new int[] {port, other}) {
            stack.setClock(instance, Instant.parse("2026-03-02T09:31:00Z"));
        }
        await().atMost(WITHIN).untilAsserted(() -> assertThat(due()).isEqualTo(END));
        assertThat(decisions(port)).doesNotContain("10:30");
        for (int instance : new int[] {port, other}) {
            stack.setClock(instance, END);
        }

        // Then
        await().atMost(WITHIN)
                .untilAsserted(
                        () -> assertThat(decisions(port))
                                .contains("instead of 10:30")
                                .contains(
                                        "\"postponedBy\":{\"from\":\"2026-03-02T09:00:00Z\",\"until\":\"2026-03-02T11:00:00Z\"}"));
        assertThat(decisions(other)).contains("instead of 10:30").containsOnlyOnce("\"slot\":\"10:30\"");
        var said = new ByteArrayOutputStream();
        try (var stored = StoredDecisions.open(
                stack.setting("MONGO_URI"), stack.setting("MONGO_DATABASE"), Duration.ofSeconds(20))) {
            assertThat(new ReplayedDecisions(
                                    stack.setting("NUDGE_DRAW_KEY"),
                                    TimeZones.inUse().version(),
                                    new PrintStream(said, true, StandardCharsets.UTF_8))
                            .run(stored, null, null))
                    .as(said.toString(StandardCharsets.UTF_8))
                    .isTrue();
        }
    }

    private Instant due() {
        try (var mongo = MongoClients.create(stack.setting("MONGO_URI"))) {
            var member = mongo.getDatabase(stack.setting("MONGO_DATABASE"))
                    .getCollection("members")
                    .find(new Document("_id", MEMBER.key()))
                    .first();
            return Objects.requireNonNull(member).getDate("nextDue").toInstant();
        }
    }

    @Test
    void trouble_is_told_and_what_was_read_goes_with_the_address() throws Exception {
        names("/nowhere");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(
                                stack.get(port, "m-1", ME + "/busy-calendar").body())
                        .contains("\"code\":\"REFUSED\"", "404"));
        names("/s3cr3t");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(
                                stack.get(port, "m-1", ME + "/busy-calendar").body())
                        .contains("2026-03-02T11:00:00Z", "\"trouble\":null"));
        assertThat(shown(port).fields()).containsKey("countsUntil");
        assertThat(stored()).contains("s3cr3t").doesNotContain("talk");

        assertThat(stack.send(port, "m-1", "DELETE", ME + "/busy-calendar", "").statusCode())
                .isEqualTo(204);

        assertThat(stored()).isEmpty();
        stack.setClock(port, Instant.parse("2026-03-02T09:31:00Z"));
        await().atMost(WITHIN)
                .untilAsserted(
                        () -> assertThat(decisions(port)).contains("10:30").doesNotContain("meeting"));
    }

    private String stored() {
        try (var mongo = MongoClients.create(stack.setting("MONGO_URI"))) {
            var all = new StringBuilder();
            mongo.getDatabase(stack.setting("MONGO_DATABASE") + "-webhooks")
                    .getCollection("busyCalendars")
                    .find()
                    .forEach(each -> all.append(each.toJson()));
            return all.toString();
        }
    }
}
