package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.notify.calendar.ForeignCalendar;

/** Calendars on a real database, of two instances. */
class CalendarIT {

    private static final Instant MORNING = Instant.parse("2026-03-27T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");
    private static final String MINE = "/v1/members/me/nudge-calendar";

    private TestStack stack;
    private int port;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        port = stack.start().port();
        stack.setClock(port, MORNING);
    }

    @AfterEach
    void close() {
        stack.close();
    }

    private String addressed(int instance, String member) throws Exception {
        var answer = stack.send(instance, member, "POST", MINE, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestStack.text(TestStack.json(answer.body()), "path");
    }

    private HttpResponse<byte[]> read(int instance, String path) throws Exception {
        return stack.http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    @Test
    void an_address_of_one_instance_is_read_at_another_and_ends_at_both_when_it_is_renewed() throws Exception {
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        var asOf = stack.acknowledged(MEMBER, DecisionIT.practised("old", MORNING.minusSeconds(86_400)), MORNING)
                .text();
        stack.get(port, "m-1", "/v1/members/me/nudge-plan?wait=20&minAsOf=" + asOf);
        int other = stack.start().port();
        stack.setClock(other, MORNING);
        var path = addressed(port, "m-1");

        // Then: 14 days with a change of the clocks among them
        assertThat(ForeignCalendar.entries(read(other, path).body())).hasSize(42);
        var renewed = addressed(other, "m-1");
        for (int instance : new int[] {port, other}) {
            assertThat(read(instance, path).statusCode()).isEqualTo(404);
            assertThat(read(instance, renewed).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void of_many_addresses_asked_for_at_once_one_opens_and_each_member_has_their_own() throws Exception {
        var asked = new ArrayList<Callable<String>>();
        for (int i = 0; i < 16; i++) {
            asked.add(() -> addressed(port, "m-2"));
        }
        var paths = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asked)) {
                paths.add(answer.get());
            }
        }
        var others = addressed(port, "m-3");

        int open = 0;
        for (var path : paths) {
            open += read(port, path).statusCode() == 200 ? 1 : 0;
        }
        assertThat(open).isEqualTo(1);
        assertThat(read(port, others).statusCode()).isEqualTo(200);
        assertThat(stack.send(port, "m-2", "DELETE", MINE, "").statusCode()).isEqualTo(204);
        assertThat(read(port, others).statusCode()).isEqualTo(200);
    }
}
