package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.Consents;
import org.paschima.contract.LogPosition;
import org.paschima.contract.Profile;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.FactPosition;

/** A dry run over HTTP: it writes nothing, and says of a plan what would come of it. */
class PreviewRouteTest {

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

    private void joins() {
        var at = new FactPosition(new LogPosition(3, 0), Instant.now());
        fixture.store.fold(
                FactCodec.changed(new Profile(ZoneId.of("Europe/Berlin"), LocalTime.MIDNIGHT, "en", null, 1)), at);
        fixture.store.fold(FactCodec.changed(new Consents(true, true, false, false, 1)), at);
    }

    private HttpResponse<String> preview(String body) throws Exception {
        return fixture.send("POST", "/nudge-plan:preview", body);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    @Test
    void without_a_body_it_is_of_the_plan_that_holds() throws Exception {
        joins();

        var points = json(preview("")).at("/points");

        assertThat(points).hasSize(42);
        assertThat(points.findValuesAsText("slot")).contains("10:30", "15:30", "19:30");
        assertThat(points.get(0).at("/zone").asText()).isEqualTo("Europe/Berlin");
    }

    @Test
    void a_plan_that_is_sent_is_tried_and_not_kept() throws Exception {
        joins();

        var answer = json(preview("{\"slots\":[\"22:00\"],\"version\":1}"));

        assertThat(answer.at("/wouldHold").asBoolean()).isTrue();
        assertThat(answer.at("/points"))
                .hasSize(14)
                .allSatisfy(point -> assertThat(point.at("/against/0").asText()).isEqualTo("QUIET_HOURS"));
        assertThat(fixture.appended.get()).isZero();
        assertThat(fixture.send("GET", "/nudge-plan", "").body()).doesNotContain("22:00");
    }

    @Test
    void a_plan_that_would_lose_is_said_to_and_the_one_that_holds_is_previewed() throws Exception {
        joins();
        fixture.send("PUT", "/nudge-plan", "{\"slots\":[\"09:00\"],\"version\":7}");

        var answer = json(preview("{\"slots\":[\"22:00\"],\"version\":6}"));

        assertThat(answer.at("/wouldHold").asBoolean(true)).isFalse();
        assertThat(answer.at("/points").findValuesAsText("slot")).containsOnly("09:00");
    }

    @Test
    void without_a_profile_the_reason_is_said() throws Exception {
        var answer = json(preview(""));

        assertThat(answer.at("/points")).isEmpty();
        assertThat(answer.at("/reason").asText()).isEqualTo("NO_PROFILE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"version\":1,\"slots\":[\"25:00\"]}", "{\"version\":1,\"contexts\":[\"carrying\"]}"})
    void what_is_no_plan_is_refused_as_a_plan_is(String body) throws Exception {
        var refused = preview(body);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(MAPPER.readTree(refused.body()).at("/errors"))
                .isEqualTo(
                        MAPPER.readTree(fixture.send("PUT", "/nudge-plan", body).body())
                                .at("/errors"));
    }
}
