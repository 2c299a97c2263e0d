package org.paschima.insight;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.effect.StudioFixture;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** Everything of a member as a file, from a real store. */
class ExportIT {

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-export"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("export"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    @Test
    void an_export_holds_what_the_lists_hold_and_nothing_of_anybody_else() throws Exception {
        // Given
        var members = HistoryFixture.members(3);
        var facts = new HistoryFixture(new Random(Seeds.one(20261210))).facts(members, 60, 400);
        var member = members.getFirst();
        log.tell(facts);
        var asOf = log.tell(new Told(member, facts.getFirst().fact())).text();

        // When
        var response = insight.get(member, "/export?minAsOf=" + asOf);
        var export = json(response);

        // Then
        var list = insight.ok(member, "/records?limit=1000");
        assertThat(byId(export, "records")).isEqualTo(byId(list, "items"));
        assertThat(size(export, "records")).isPositive();
        assertThat(text(export, "asOf")).isEqualTo(text(list, "asOf"));
        assertThat(response.headers().firstValue("Paschima-As-Of")).contains(text(list, "asOf"));
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("attachment"));
        var settings = insight.ok(member, "/settings");
        for (var kind : List.of("profile", "consents", "screening")) {
            assertThat(at(export, "settings/" + kind)).isEqualTo(at(settings, kind));
        }
        assertThat(size(export, "statements")).isZero();
        assertThat(size(export, "selfExperiments")).isZero();
    }

    private static Map<String, Json> byId(Json.Obj answer, String list) {
        return new TreeMap<>(((Json.Arr) at(answer, list))
                .items().stream().collect(toMap(item -> text(item, "id"), item -> item)));
    }

    @Test
    void a_long_history_is_exported_whole_in_every_format() throws Exception {
        // Given
        var member = new MemberId("studio", "long");
        var told = new ArrayList<Told>();
        for (int day = 0; day < 400; day++) {
            var date = LocalDate.of(2024, 1, 1).plusDays(day);
            var head = HistoryFixture.headAt("app:r-" + day, 1, date + "T10:00:00Z", "Europe/Berlin");
            told.add(new Told(member, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", day % 11))));
        }
        var asOf = log.tell(told).text();

        // When
        var csv = insight.get(member, "/export?format=csv&minAsOf=" + asOf);
        var fhir = insight.get(member, "/export?format=fhir&minAsOf=" + asOf);
        var all = json(insight.get(member, "/export?format=json&minAsOf=" + asOf));

        // Then
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(csv.body().lines()).hasSize(401);
        assertThat(fhir.headers().firstValue("Content-Type")).contains("application/fhir+json");
        assertThat(size(json(fhir), "entry")).isEqualTo(401);
        var accepted = insight.get(
                insight.tokenOf(member), "/v1/members/me/export?minAsOf=" + asOf, Map.of("Accept", "text/csv"));
        assertThat(accepted.body()).isEqualTo(csv.body());
        assertThat(text(json(fhir), "identifier/value")).isEqualTo(text(all, "asOf"));
        assertThat(size(all, "records")).isEqualTo(400);
        assertThat(number(all, "records/399/record/tension/0/value")).isEqualTo(399 % 11);
    }

    @Test
    void what_was_said_drawn_and_decided_is_in_it_too() throws Exception {
        // Given
        var member = new MemberId("studio", "told");
        var other = new MemberId("studio", "told-2"); // whose keys begin with the same letters
        for (var each : List.of(member, other)) {
            log.decide(
                    each,
                    StudioFixture.aMember(new Random(Seeds.one(20261211)), 3).decisions().stream()
                            .map(StudioFixture::receipt)
                            .toList());
        }
        var begun = insight.post(member, "/self-experiments", "{\"practices\": [\"back-body-breath\", \"savasana\"]}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        var experiment = text(json(begun), "id");
        var drawn = insight.post(member, "/self-experiments/" + experiment + "/draws", "");
        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(201);
        var told = new ArrayList<Told>();
        for (int day = 1; day <= 28; day++) {
            var head = HistoryFixture.headAt(
                    "app:t-" + day, 1, LocalDate.of(2026, 3, day) + "T10:00:00Z", "Europe/Berlin");
            told.add(new Told(
                    member,
                    FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", day <= 14 ? 7 + day % 2 : 3))));
        }
        var asOf = log.tell(told).text();
        var said = insight.ok(member, "/verdict?region=neck&to=2026-03-28&windowDays=28&minAsOf=" + asOf);

        // When
        await().until(() -> size(insight.ok(member, "/export"), "decisions") == 3 * StudioFixture.SLOTS.size());
        var export = insight.ok(member, "/export");

        // Then
        assertThat(at(export, "statements"))
                .isEqualTo(at(insight.ok(member, "/statements?from=2026-01-01&to=2026-12-31"), "items"));
        assertThat(text(export, "statements/0/text")).isEqualTo(text(said, "text"));
        assertThat(text(export, "selfExperiments/0/id")).isEqualTo(experiment);
        assertThat(text(export, "selfExperiments/0/draws/0/practice")).isEqualTo(text(json(drawn), "practice"));
        assertThat(text(export, "decisions/0/localDate")).isEqualTo(StudioFixture.FIRST.toString());
        assertThat(text(export, "decisions/0/slot")).isEqualTo("10:30");
        assertThat(number(export, "decisions/0/probability")).isEqualTo(0.4);
        assertThat(List.of("SENT", "WITHHELD")).contains(text(export, "decisions/0/action"));

        var drawnPractice = text(json(drawn), "practice");
        assertThat(insight.get(member, "/export?format=csv").body())
                .contains(
                        ",statement,,said,,", ",begun,,back-body-breath or savasana,", ",drawn,," + drawnPractice + ",")
                .contains(",slot 10:30,,0.4,");
        var communicated = insight.get(member, "/export?format=fhir").body().split("\"Communication\"", -1).length - 1;
        assertThat(communicated).isEqualTo(size(export, "statements") + 2 + size(export, "decisions"));
    }

    @Test
    void what_was_deleted_is_in_no_format() throws Exception {
        // Given
        var member = new MemberId("studio", "forgets");
        var head = HistoryFixture.headAt("app:gone", 1, "2026-03-01T10:00:00Z", "Europe/Berlin");
        log.tell(new Told(member, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", 9))));
        var asOf = log.tell(new Told(
                        member,
                        FactCodec.deleted(RecordId.parse("app:gone"), 2, OffsetDateTime.parse("2026-03-02T10:00:00Z"))))
                .text();

        // Then
        for (var format : List.of("json", "csv", "fhir")) {
            var response = insight.get(member, "/export?format=" + format + "&minAsOf=" + asOf);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).as(format).doesNotContain("gone", "neck");
        }
    }

    @Test
    void a_member_never_seen_has_an_empty_export() throws Exception {
        var nobody = new MemberId("studio", "nobody");

        assertThat(size(insight.ok(nobody, "/export"), "records")).isZero();
        assertThat(insight.get(nobody, "/export?format=csv").body().lines()).hasSize(1);
        assertThat(size(json(insight.get(nobody, "/export?format=fhir")), "entry"))
                .isEqualTo(1);
    }

    @Test
    void what_a_client_does_not_take_is_not_sent() throws Exception {
        var member = new MemberId("studio", "nobody");
        var response = insight.get(insight.tokenOf(member), "/v1/members/me/export", Map.of("Accept", "image/png"));

        assertThat(response.statusCode()).isEqualTo(406);
    }
}
