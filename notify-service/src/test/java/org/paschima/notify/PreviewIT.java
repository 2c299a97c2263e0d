package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;

/** A dry run on a real broker and a real database, and then the days it was of. */
class PreviewIT {

    private static final Instant MORNING = Instant.parse("2026-03-27T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");

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

    @Test
    void what_a_preview_says_over_a_change_of_the_clocks_is_what_the_receipts_say_then() throws Exception {
        // Given
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        var asOf = stack.acknowledged(MEMBER, DecisionIT.practised("old", MORNING.minusSeconds(86_400)), MORNING)
                .text();
        assertThat(stack.get(port, "m-1", "/v1/members/me/nudge-plan?minAsOf=" + asOf + "&wait=20")
                        .statusCode())
                .isEqualTo(200);

        // When
        var preview = stack.send(port, "m-1", "POST", "/v1/members/me/nudge-plan:preview", "");
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        var points = items(TestStack.json(preview.body()), "points");

        // Then: three days, with the change of the clocks among them
        assertThat(points).hasSize(42);
        var days = points.subList(0, 9);
        for (int i = 0; i < days.size(); i++) {
            // One after the other: what goes by is told in one receipt.
            int expected = i + 1;
            stack.setClock(
                    port,
                    OffsetDateTime.parse(TestStack.text(days.get(i), "instant")).toInstant());
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(receipts()).hasSize(expected));
        }
        assertThat(receipts().stream().map(PreviewIT::point).toList())
                .containsExactlyElementsOf(days.stream().map(PreviewIT::point).toList());
    }

    private List<Json.Obj> receipts() throws Exception {
        return items(
                TestStack.json(
                        stack.get(port, "m-1", "/v1/members/me/decisions").body()),
                "items");
    }

    private static String point(Json.Obj of) {
        return TestStack.text(of, "localDate") + " " + TestStack.text(of, "slot") + " " + TestStack.text(of, "zone")
                + " " + TestStack.text(of, "instant");
    }

    private static List<Json.Obj> items(Json.Obj object, String name) {
        var items = new ArrayList<Json.Obj>();
        if (object.fields().get(name) instanceof Json.Arr(var all)) {
            all.forEach(each -> items.add((Json.Obj) each));
        }
        return items;
    }
}
