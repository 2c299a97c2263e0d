package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.LogPosition;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.FactPosition;

/** What a PUT of a plan is told, which is what became of it. */
class PlanRoutesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse<String> put(String body, String... headers) throws Exception {
        return fixture.send("PUT", "/nudge-plan", body, headers);
    }

    private static NudgePlan plan(long version) {
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(true, d.slots(), d.contexts(), d.quietHours(), d.zonePolicy(), d.caps(), null, version);
    }

    private HttpResponse<String> read() throws Exception {
        return fixture.send("GET", "/nudge-plan", "");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return MAPPER.readTree(answer.body());
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void a_plan_that_comes_to_hold_is_answered_with_the_tag_that_a_read_gives() throws Exception {
        var answer = put("{\"slots\":[\"09:00\"],\"version\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/won").asBoolean()).isTrue();
        assertThat(json(answer).at("/asOf").asText()).isEqualTo("3:0");
        assertThat(tag(answer)).isEqualTo(tag(read()));
    }

    @Test
    void a_plan_names_its_home_or_follows_the_records_and_is_read_as_it_was_sent() throws Exception {
        var home = put("{\"zonePolicy\":\"HOME\",\"homeZone\":\"Europe/Berlin\",\"version\":1}");
        assertThat(json(home).at("/homeZone").asText()).as(home.body()).isEqualTo("Europe/Berlin");
        assertThat(json(read()).at("/homeZone").asText()).isEqualTo("Europe/Berlin");

        assertThat(put("{\"followRecords\":true,\"version\":2}").statusCode()).isEqualTo(200);
        assertThat(json(read()).at("/followRecords").asBoolean()).isTrue();
        assertThat(json(read()).has("homeZone")).isFalse();
    }

    @Test
    void triggers_are_kept_as_they_were_sent_and_what_is_wrong_in_them_is_named() throws Exception {
        var sent = put("{\"triggers\":{\"stillMinutes\":45,\"lowVariety\":true},\"version\":1}");
        assertThat(json(sent).at("/triggers/stillMinutes").asInt())
                .as(sent.body())
                .isEqualTo(45);
        assertThat(json(read()).at("/triggers/lowVariety").asBoolean()).isTrue();
        assertThat(put("{\"triggers\":{},\"version\":2}").statusCode()).isEqualTo(200);
        assertThat(json(read()).has("triggers")).isFalse();
        long kept = fixture.appended.get();

        var soon = put("{\"triggers\":{\"stillMinutes\":29},\"version\":3}");
        var unknown = put("{\"triggers\":{\"trend\":true},\"version\":3}");
        var word = put("{\"triggers\":\"all\",\"version\":3}");

        assertThat(List.of(soon, unknown, word))
                .extracting(HttpResponse::statusCode)
                .containsOnly(422);
        assertThat(soon.body()).contains("\"/triggers/stillMinutes\"");
        assertThat(unknown.body()).contains("\"/triggers/trend\"");
        assertThat(word.body()).contains("\"/triggers\"");
        assertThat(fixture.appended).hasValue(kept);
    }

    @Test
    void channels_are_kept_as_they_were_sent_and_what_is_wrong_in_them_is_named() throws Exception {
        var sent = put("{\"channels\":{\"slots\":[\"e-mail\",\"client\"]},\"version\":1}");
        assertThat(json(sent).at("/channels").toString()).isEqualTo("{\"slots\":[\"client\",\"e-mail\"]}");
        assertThat(json(sent).has("warnings"))
                .as("a client comes when it likes")
                .isFalse();
        assertThat(json(read()).at("/channels").toString()).isEqualTo("{\"slots\":[\"client\",\"e-mail\"]}");
        var all = "[\"client\",\"studio\",\"web-push\",\"e-mail\"]";
        assertThat(put("{\"channels\":{\"slots\":" + all + "},\"version\":2}").statusCode())
                .isEqualTo(200);
        assertThat(json(read()).has("channels")).as("all is nothing to say").isFalse();
        long kept = fixture.appended.get();

        var none = put("{\"channels\":{\"slots\":[]},\"version\":3}");
        var unknown = put("{\"channels\":{\"triggers\":[\"client\",\"fax\"]},\"version\":3}");
        var kind = put("{\"channels\":{\"digests\":[\"e-mail\"]},\"version\":3}");
        var twice = put("{\"channels\":{\"slots\":[\"client\",\"client\"]},\"version\":3}");

        assertThat(List.of(none, unknown, kind, twice))
                .extracting(HttpResponse::statusCode)
                .containsOnly(422);
        assertThat(none.body()).contains("\"/channels/slots\"");
        assertThat(unknown.body()).contains("\"/channels/triggers/1\"", "web-push");
        assertThat(kind.body()).contains("\"/channels/digests\"");
        assertThat(twice.body()).contains("\"/channels/slots/1\"");
        assertThat(fixture.appended).hasValue(kept);
    }

    @Test
    void channels_on_which_nothing_is_there_yet_are_warned_of_until_something_is() throws Exception {
        var byMail = "{\"channels\":{\"slots\":[\"e-mail\",\"studio\"],\"triggers\":[\"web-push\"]}";
        var warned = put(byMail + ",\"version\":1}");
        assertThat(json(warned).at("/warnings").size()).as(warned.body()).isEqualTo(1);
        assertThat(json(warned).at("/warnings/0/pointer").asText()).isEqualTo("/channels/slots");
        assertThat(json(warned).at("/warnings/0/code").asText()).isEqualTo("NO_RECEIVER");
        var triggered = byMail + ",\"triggers\":{\"lowVariety\":true},\"version\":2}";
        assertThat(json(put(triggered)).at("/warnings/1/pointer").asText()).isEqualTo("/channels/triggers");
        assertThat(json(fixture.send("POST", "/nudge-plan:preview", triggered))
                        .at("/warnings")
                        .size())
                .isEqualTo(2);

        var webhook = fixture.asStudio(
                "studio", "POST", "/v1/webhooks", "{\"name\":\"desk\",\"address\":\"https://hooks.example.org/\"}");
        assertThat(webhook.statusCode()).as(webhook.body()).isEqualTo(201);
        assertThat(json(put(byMail + ",\"version\":3}")).has("warnings")).isFalse();
    }

    @Test
    void a_home_without_the_policy_home_and_records_with_it_are_refused_each_by_its_name() throws Exception {
        var home = put("{\"homeZone\":\"Europe/Berlin\",\"version\":1}");
        var records = put("{\"zonePolicy\":\"HOME\",\"followRecords\":true,\"version\":1}");
        var nowhere = put("{\"zonePolicy\":\"HOME\",\"homeZone\":\"Europe/Atlantis\",\"version\":1}");

        assertThat(List.of(home, records, nowhere))
                .extracting(HttpResponse::statusCode)
                .containsOnly(422);
        assertThat(home.body()).contains("\"/homeZone\"", "NOT_APPLICABLE");
        assertThat(records.body()).contains("\"/followRecords\"", "NOT_APPLICABLE");
        assertThat(nowhere.body()).contains("\"/homeZone\"").doesNotContain("NOT_APPLICABLE");
        assertThat(fixture.appended).hasValue(0);
    }

    /** A version from too far ahead could never be corrected, for members and for the plans that come after it. */
    @Test
    void a_version_that_is_too_far_ahead_is_refused_with_all_else_that_is_wrong_and_nothing_is_kept() throws Exception {
        var answer = put("{\"version\":9007199254740991,\"contexts\":[\"carrying\"]}", "If-Match", "\"no tag");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"/version\"", "\"RANGE\"", "\"/contexts\"", "\"If-Match\"");
        assertThat(put("{\"version\":9007199254740991}").statusCode()).isEqualTo(422);
        assertThat(fixture.appended).hasValue(0);
    }

    @Test
    void a_plan_that_loses_by_its_version_is_answered_with_the_one_that_holds() throws Exception {
        var holds = put("{\"slots\":[\"09:00\"],\"version\":7}");

        var answer = put("{\"slots\":[\"22:00\"],\"version\":6}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/won").asBoolean(true)).isFalse();
        assertThat(json(answer).at("/version").asLong()).isEqualTo(7);
        assertThat(json(answer).at("/slots/0").asText()).isEqualTo("09:00");
        assertThat(tag(answer)).isEqualTo(tag(holds));
    }

    @Test
    void the_same_plan_again_holds_as_before() throws Exception {
        put("{\"slots\":[\"09:00\"],\"version\":7}");

        var again = put("{\"slots\":[\"09:00\"],\"version\":7}");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).at("/won").asBoolean()).isTrue();
    }

    @Test
    void under_a_tag_that_no_longer_holds_nothing_is_written() throws Exception {
        var first = tag(read());
        put("{\"version\":1}", "If-Match", first);
        long written = fixture.appended.get();

        var answer = put("{\"version\":2}", "If-Match", first);

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(json(answer).at("/version").asLong()).isEqualTo(1);
        assertThat(tag(answer)).isEqualTo(tag(read())).isNotEqualTo(first);
        assertThat(fixture.appended.get()).isEqualTo(written);
    }

    @Test
    void a_conditional_plan_that_is_sent_again_because_its_answer_was_lost_is_answered_as_won() throws Exception {
        var first = tag(read());
        var body = "{\"slots\":[\"09:00\"],\"version\":1}";
        var answer = put(body, "If-Match", first);
        long written = fixture.appended.get();

        var again = put(body, "If-Match", first);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(json(again).at("/won").asBoolean()).isTrue();
        assertThat(tag(again)).isEqualTo(tag(answer));

        put("{\"slots\":[\"10:00\"],\"version\":2}", "If-Match", tag(answer));
        var late = put(body, "If-Match", first);
        assertThat(late.statusCode())
                .as("it came to hold, whatever holds by now")
                .isEqualTo(200);
        assertThat(tag(late)).isEqualTo(tag(answer));
        assertThat(json(read()).at("/slots/0").asText()).isEqualTo("10:00");
        assertThat(fixture.appended.get()).as("nothing more is written").isEqualTo(written + 1);
        assertThat(put("{\"slots\":[\"11:00\"],\"version\":1}", "If-Match", first)
                        .statusCode())
                .as("another plan under the same version and tag never came to hold")
                .isEqualTo(412);
    }

    /** Whether it held for a moment nobody knows any more; it is not said to have lost, and a read tells what holds. */
    @Test
    void a_plan_after_which_so_many_came_that_it_is_forgotten_is_said_to_be_kept_and_no_more() throws Exception {
        fixture.afterNext = () -> {
            for (int i = 100; i <= 132; i++) {
                fixture.store.fold(
                        FactCodec.changed(plan(i)),
                        new FactPosition(new LogPosition(3, i), Instant.parse("2026-03-02T10:00:00Z")));
            }
        };

        var answer = put("{\"slots\":[\"09:00\"],\"version\":1}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).at("/judged").asBoolean(true)).isFalse();
        assertThat(json(read()).at("/version").asLong()).isEqualTo(132);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "TAG", "\"other\", TAG", "TAG , W/\"1-00\""})
    void a_plan_sent_for_the_one_that_holds_comes_to_hold(String ifMatch) throws Exception {
        put("{\"version\":1}");

        var answer = put("{\"version\":2}", "If-Match", ifMatch.replace("TAG", tag(read())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(read()).at("/version").asLong()).isEqualTo(2);
    }

    @Test
    void the_tag_of_the_default_lets_the_first_plan_be_sent_and_no_second() throws Exception {
        var none = tag(read());

        assertThat(put("{\"version\":0}", "If-Match", none).statusCode()).isEqualTo(200);
        assertThat(put("{\"slots\":[],\"version\":3}", "If-Match", none).statusCode())
                .isEqualTo(200); // the first was the default itself, under its own version and tag
        assertThat(put("{\"version\":4}", "If-Match", none).statusCode()).isEqualTo(412);
    }

    @Test
    void a_version_that_is_not_higher_is_a_conflict_under_a_tag_that_holds() throws Exception {
        put("{\"slots\":[\"09:00\"],\"version\":7}");

        var answer = put("{\"slots\":[\"10:00\"],\"version\":6}", "If-Match", tag(read()));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).at("/detail").asText()).contains("version 7", "higher");
        assertThat(json(read()).at("/slots/0").asText()).isEqualTo("09:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\" \"b\"", ",", "\"open", "a\"b\""})
    void an_if_match_that_is_none_is_refused(String ifMatch) throws Exception {
        var answer = put("{\"version\":2}", "If-Match", ifMatch);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"header\":\"If-Match\"", "ETag of a plan");
    }

    @Test
    void a_plan_that_is_kept_and_not_folded_in_time_is_said_to_be_just_that() throws Exception {
        fixture.isFoldStalled = true;

        var answer = fixture.send("PUT", "/nudge-plan?wait=0", "{\"slots\":[\"09:00\"],\"version\":1}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).at("/judged").asBoolean(true)).isFalse();
        assertThat(json(answer).at("/asOf").asText()).isEqualTo("3:0");
        assertThat(json(answer).has("slots")).isFalse();
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void a_plan_that_is_kept_while_the_store_is_away_is_not_said_to_be_lost() throws Exception {
        fixture.store.goAway();

        var answer = put("{\"version\":1}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).at("/detail").asText()).contains("is kept", "not known yet");
        assertThat(put("{\"version\":1}", "If-Match", "\"1-0\"").statusCode())
                .as("nothing is written that could not be looked at first")
                .isEqualTo(503);
        assertThat(fixture.appended.get()).isEqualTo(1);
    }

    @Test
    void what_a_read_gives_can_be_sent_back_with_a_higher_version() throws Exception {
        put("{\"slots\":[\"09:00\"],\"quietHours\":null,\"pausedUntil\":\"2026-03-02T10:00:00+01:00\",\"version\":1}");
        var read = ((ObjectNode) json(read())).put("version", 2);

        var answer = put(read.toString());
        var again = put(((ObjectNode) json(answer)).put("version", 3).toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(json(read()).at("/slots")).isEqualTo(MAPPER.readTree("[\"09:00\"]"));
        assertThat(json(read()).at("/version").asLong()).isEqualTo(3);
    }

    @Test
    void a_slot_that_is_none_is_named_by_its_place() throws Exception {
        var answer = put("{\"slots\":[\"09:00\",\"24:00\",\"09:00\"],\"version\":1}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors").findValuesAsText("pointer")).containsExactly("/slots/1", "/slots/2");
        assertThat(json(answer).at("/errors").findValuesAsText("code")).containsExactly("FORMAT", "DUPLICATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"carrying\"]", "[\"grocery-cart\",\"parked-before-drive\"]"})
    void a_plan_whose_places_can_never_carry_a_nudge_is_refused_with_those_that_can(String contexts) throws Exception {
        var answer = put("{\"contexts\":" + contexts + ",\"version\":1}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"/contexts\"", "NO_ROOM", "desk", "mat");
        assertThat(put("{\"enabled\":false,\"contexts\":" + contexts + ",\"version\":1}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_place_that_can_never_carry_a_nudge_is_warned_of_beside_one_that_can() throws Exception {
        var answer = put("{\"contexts\":[\"desk\",\"carrying\"],\"version\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/warnings")).hasSize(1);
        assertThat(json(answer).at("/warnings/0/pointer").asText()).isEqualTo("/contexts/1");
        assertThat(json(answer).at("/warnings/0/code").asText()).isEqualTo("NO_ROOM");
        assertThat(json(put("{\"version\":2}")).has("warnings")).isFalse();
    }

    @Test
    void a_screening_that_leaves_nothing_to_suggest_is_warned_of() throws Exception {
        fixture.store.fold(
                FactCodec.changed(new Screening(List.of("dizziness-now"), 1)),
                new FactPosition(new LogPosition(3, 0), Instant.parse("2026-03-02T10:00:00Z")));

        var answer = put("{\"version\":1}");

        assertThat(json(answer).at("/warnings/0/code").asText()).isEqualTo("NO_SAFE_CONTENT");
    }
}
