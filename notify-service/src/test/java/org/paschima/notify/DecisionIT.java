package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Screening;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;

/** The whole way, on a real broker and a real database: a slot comes, a nudge goes out, the deed withdraws it. */
class DecisionIT {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");
    private static final String ME = "/v1/members/me";

    private TestStack stack;
    private NotifyService service;
    private int port;

    @BeforeEach
    void open() throws Exception {
        stack = new TestStack();
        service = stack.start();
        port = service.port();
        stack.setClock(port, MORNING);
    }

    @AfterEach
    void close() {
        stack.close();
    }

    static Fact practised(String id, Instant start) {
        return FactCodec.recorded(new Practice(
                head(id, start),
                utc(start.plusSeconds(300)),
                "desk",
                Moment.ROUTINE,
                List.of(new Segment("back-body-breath", 5, Side.BOTH, null, List.of(), null)),
                null,
                null,
                false,
                List.of(),
                null));
    }

    static RecordHead head(String id, Instant at) {
        return new RecordHead(
                new RecordId("app", id),
                1,
                utc(at),
                BERLIN,
                LocalTime.MIDNIGHT,
                at.atZone(BERLIN).toLocalDate());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static void joins(TestStack stack, MemberId member, Instant at, ZoneId zone) throws Exception {
        for (var fact : joining(zone)) {
            stack.acknowledged(member, fact, at);
        }
    }

    static List<Fact> joining(ZoneId zone) {
        return List.of(
                FactCodec.changed(new Profile(zone, LocalTime.MIDNIGHT, "en", null, 1)),
                FactCodec.changed(new Consents(true, true, false, false, 1)),
                FactCodec.changed(new Screening(List.of(), 1)));
    }

    private Json.Obj read(String path) throws Exception {
        var answer = stack.get(port, "m-1", ME + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestStack.json(answer.body());
    }

    private List<Json> items(String path) throws Exception {
        return TestStack.items(read(path));
    }

    private static String text(Json object, String field) {
        return TestStack.text(object, field);
    }

    private static Instant slotAfter(Instant instant) {
        for (var date = instant.atZone(BERLIN).toLocalDate(); ; date = date.plusDays(1)) {
            for (var slot : List.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30))) {
                var next = date.atTime(slot).atZone(BERLIN).toInstant();
                if (next.isAfter(instant)) {
                    return next;
                }
            }
        }
    }

    /** Goes from slot to slot until a nudge is sent; answers when. */
    private Instant untilNudged(StreamClient client, Instant from) throws Exception {
        int decided = items("/decisions").size();
        for (var slot = slotAfter(from); ; slot = slotAfter(slot)) {
            stack.setClock(port, slot);
            int expected = ++decided;
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(items("/decisions")).hasSize(expected));
            if (text(items("/decisions").getLast(), "action").equals("SENT")) {
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(client.events)
                                .last()
                                .extracting(StreamClient.Event::name)
                                .isEqualTo("nudge"));
                return slot;
            }
        }
    }

    @Test
    void a_slot_brings_a_nudge_and_the_deed_withdraws_it_and_keeps_the_next_away() throws Exception {
        joins(stack, MEMBER, MORNING, BERLIN);
        read("/nudge-plan?minAsOf="
                + stack.acknowledged(MEMBER, practised("old", MORNING.minusSeconds(86_400)), MORNING)
                        .text());

        try (var client = new StreamClient(() -> stack.request(port, "m-1", ME + "/nudges/stream"))) {
            await().until(() -> !client.events.isEmpty());
            assertThat(client.events.getFirst().name()).isEqualTo("reset");

            var sentAt = untilNudged(client, MORNING);
            var nudge = TestStack.json(client.events.getLast().data());
            assertThat(text(nudge, "type")).isEqualTo("nudge");
            var receipt = items("/decisions").getLast();
            assertThat(text(receipt, "nudgeId")).isEqualTo(text(nudge, "nudgeId"));
            assertThat(text(receipt, "decisionId")).isEqualTo(text(nudge, "decisionId"));

            var practice = stack.acknowledged(MEMBER, practised("p-1", sentAt.plusSeconds(60)), sentAt);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> client.events.getLast().name().equals("nudge.withdrawn"));
            var withdrawn = TestStack.json(client.events.getLast().data());
            assertThat(text(withdrawn, "reason")).isEqualTo("ALREADY_PRACTISED");
            assertThat(text(withdrawn, "by")).isEqualTo("app:p-1");
            assertThat(text(withdrawn, "asOf")).isEqualTo(practice.text());

            var nextSlot = slotAfter(sentAt);
            stack.acknowledged(MEMBER, practised("p-2", nextSlot.minusSeconds(3_000)), sentAt);
            int before = items("/decisions").size();
            stack.setClock(port, nextSlot);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(items("/decisions")).hasSize(before + 1));
            var withheld = items("/decisions").getLast();
            assertThat(((Json.Obj) withheld).fields().get("reasons"))
                    .isEqualTo(new Json.Arr(List.of(new Json.Str("RECENTLY_PRACTISED"))));
            assertThat(text(withheld, "text")).contains("you practised at");

            var one = stack.get(port, "m-1", ME + "/decisions/" + text(receipt, "decisionId"));
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(TestStack.json(one.body())).isEqualTo(receipt);
        }
    }

    @Test
    void who_was_away_gets_what_is_open_and_nothing_that_was_withdrawn_meanwhile() throws Exception {
        joins(stack, MEMBER, MORNING, BERLIN);
        try (var client = new StreamClient(() -> stack.request(port, "m-1", ME + "/nudges/stream"))) {
            await().until(() -> !client.events.isEmpty());
            var sentAt = untilNudged(client, MORNING);
            var seq = client.events.getLast().id();

            var open = read("/nudges");
            assertThat(open.fields().get("reset")).isEqualTo(new Json.Bool(true));
            assertThat(TestStack.items(open)).hasSize(1);

            var answered = stack.send(
                    port,
                    "m-1",
                    "POST",
                    ME + "/nudges/"
                            + text(TestStack.json(client.events.getLast().data()), "nudgeId") + "/fate",
                    "{\"fate\":\"acted\",\"at\":\"" + sentAt + "\"}");
            assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> client.events.getLast().name().equals("nudge.withdrawn"));

            assertThat(items("/nudges?after=" + (Long.parseLong(seq) - 1))).isEmpty();
            var after = read("/nudges?wait=1&after=" + seq);
            assertThat(TestStack.items(after)).hasSize(1);
            assertThat(read("/nudges?after=999").fields().get("reset")).isEqualTo(new Json.Bool(true));
        }
    }

    @Test
    void a_plan_is_changed_by_a_fact_and_guarded_by_its_tag() throws Exception {
        var put = stack.send(port, "m-1", "PUT", ME + "/nudge-plan", "{\"slots\":[\"09:00\"],\"version\":1}");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        var asOf = text(TestStack.json(put.body()), "asOf");

        var got = stack.get(port, "m-1", ME + "/nudge-plan?minAsOf=" + asOf);
        assertThat(got.body()).contains("\"slots\":[\"09:00\"]");
        var tag = got.headers().firstValue("ETag").orElseThrow();
        assertThat(put.headers().firstValue("ETag")).contains(tag);

        assertThat(stack.send(port, "m-1", "PUT", ME + "/nudge-plan", "{\"version\":2}", "If-Match", tag)
                        .statusCode())
                .isEqualTo(200);
        assertThat(stack.send(port, "m-1", "PUT", ME + "/nudge-plan", "{\"version\":3}", "If-Match", tag)
                        .statusCode())
                .isEqualTo(412);
        assertThat(stack.send(port, "m-1", "PUT", ME + "/nudge-plan", "{\"caps\":{\"perDay\":7},\"version\":3}")
                        .body())
                .contains("/caps/perDay");
    }

    @Test
    void a_symptom_holds_nudges_and_says_so() throws Exception {
        joins(stack, MEMBER, MORNING, BERLIN);
        var appended = stack.acknowledged(
                MEMBER,
                FactCodec.recorded(new SymptomReport(
                        head("s-1", MORNING), List.of(new Symptom("arm-weakness", null, null, null)), null)),
                MORNING);

        var care = stack.get(port, "m-1", ME + "/care?minAsOf=" + appended.text());
        assertThat(care.body()).contains("\"tier\":\"URGENT\"", "app:s-1", "checked-by-professional");
        stack.setClock(port, Instant.parse("2026-03-02T09:30:00Z"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(items("/decisions")).hasSize(1));
        assertThat(items("/decisions").getFirst().toString()).contains("CARE_HOLD");
    }

    @Test
    void a_check_is_suggested_until_the_member_dismisses_it_with_the_own_token() throws Exception {
        joins(stack, MEMBER, MORNING, BERLIN);
        var tingling = FactCodec.recorded(new SymptomReport(
                head("s-1", MORNING), List.of(new Symptom("finger-tingling", null, null, null)), null));
        var appended = stack.acknowledged(MEMBER, tingling, MORNING);

        var care = stack.get(port, "m-1", ME + "/care?minAsOf=" + appended.text());
        assertThat(care.body())
                .contains("\"hold\":null", "\"reason\":\"SYMPTOM\"", "tingling fingers", "\"through\":\"");
        var body = "{\"through\":\"" + appended.text() + "\"}";
        assertThat(stack.send(port, "m-1", "POST", ME + "/care/dismissal", "{\"through\":\"x\"}")
                        .body())
                .contains("/through");
        var dismissed = stack.send(port, "m-1", "POST", ME + "/care/dismissal", body);
        assertThat(dismissed.statusCode()).as(dismissed.body()).isEqualTo(200);
        var asOf = text(TestStack.json(dismissed.body()), "asOf");
        assertThat(stack.get(port, "m-1", ME + "/care?minAsOf=" + asOf).body())
                .contains("\"hold\":null", "\"routine\":null");
    }

    @Test
    void what_is_said_of_care_and_of_a_decision_is_said_in_the_language_that_is_asked_for() throws Exception {
        joins(stack, MEMBER, MORNING, BERLIN);
        var tingling = FactCodec.recorded(new SymptomReport(
                head("s-1", MORNING), List.of(new Symptom("finger-tingling", null, null, null)), null));
        var appended = stack.acknowledged(MEMBER, tingling, MORNING);
        stack.setClock(port, Instant.parse("2026-03-02T09:30:00Z"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(items("/decisions")).hasSize(1));

        var care = in("de-AT, en;q=0.2", "/care?minAsOf=" + appended.text());
        assertThat(care.body()).contains("kribbelnde Finger").doesNotContain("tingling fingers");
        assertThat(care.headers().allValues("Content-Language")).containsExactly("de");
        assertThat(in("fr", "/care").body()).contains("tingling fingers"); // as the profile has it

        for (var path : List.of("/decisions", "/nudges/now")) {
            var german = in("de", path);
            assertThat(german.body()).as(path).contains("mpuls um 10:30 Uhr");
            assertThat(german.headers().allValues("Content-Language")).as(path).containsExactly("de");
            assertThat(String.join(",", german.headers().allValues("Vary")))
                    .as(path)
                    .contains("Accept-Language");
            var english = in("en", path);
            assertThat(english.body()).as(path).contains("udge at 10:30");
            assertThat(english.headers().firstValue("ETag"))
                    .isNotEqualTo(german.headers().firstValue("ETag"));
        }
        var id = text(items("/decisions").getFirst(), "decisionId");
        var stored = stack.get(port, "m-1", ME + "/decisions/" + id);
        assertThat(in("en", "/decisions/" + id).body()).isEqualTo(stored.body());
        assertThat(in("de", "/decisions/" + id).body()).contains("mpuls um 10:30 Uhr");
        assertThat(stack.get(port, "m-1", ME + "/decisions/" + id).body()).isEqualTo(stored.body());
    }

    private HttpResponse<String> in(String languages, String path) throws Exception {
        var answer = stack.send(port, "m-1", "GET", ME + path, "", "Accept-Language", languages);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
