package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsTest {

    private static final String CONSENTS = "{\"tracking\": true, \"nudging\": true, \"version\": 3}";

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterAll
    void close() {
        session.close();
    }

    @Test
    void a_profile_is_kept_and_answered_with_its_place() {
        var reply = session.put(
                "/v1/members/me/profile",
                "{\"zone\": \"Europe/Berlin\", \"dayStart\": \"04:00\", \"language\": \"de-CH\", \"birthYear\": 1980, \"version\": 33}");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("""
                        {"profile":{"zone":"Europe/Berlin","dayStart":"04:00","language":"de-CH","birthYear":1980,"version":33},"won":null,"asOf":"0:%d"}""".formatted(log.records().size() - 1));
        assertThat(log.last().headers())
                .containsEntry("ce_type", "org.paschima.member.profile-changed.v1")
                .containsEntry("ce_subject", "profile")
                .containsKey("ce_digest");
    }

    @Test
    void a_setting_that_has_lost_already_is_told_what_holds() {
        session.put("/v1/members/me/screening", "{\"conditions\": [], \"version\": 90}");

        var lost = session.put("/v1/members/me/screening", "{\"conditions\": [\"glaucoma\"], \"version\": 89}");

        assertThat(lost.body())
                .contains("\"screening\":{\"conditions\":[\"glaucoma\"],\"version\":89},\"won\":false,"
                        + "\"holds\":{\"conditions\":[],\"version\":90}");
    }

    @Test
    void what_another_instance_kept_is_not_known_and_no_setting_is_said_to_have_won() {
        var shared = new InMemoryLog();
        try (var one = SessionFixture.on(shared);
                var other = SessionFixture.on(shared)) {
            one.put("/v1/members/me/screening", "{\"conditions\": [], \"version\": 700}");

            var lost = other.put("/v1/members/me/screening", "{\"conditions\": [\"glaucoma\"], \"version\": 699}");

            assertThat(lost.status()).as(lost.body()).isEqualTo(200);
            assertThat(lost.body()).contains("\"version\":699},\"won\":null,\"asOf\"");
            assertThat(one.put("/v1/members/me/screening", "{\"conditions\": [\"glaucoma\"], \"version\": 699}")
                            .body())
                    .contains("\"won\":false");
        }
    }

    @Test
    void of_consents_of_one_version_the_answer_says_that_what_was_withdrawn_stays_withdrawn() {
        session.put("/v1/members/me/consents", "{\"nudging\": false, \"research\": true, \"version\": 70}");

        var given = session.put("/v1/members/me/consents", "{\"nudging\": true, \"version\": 70}");

        assertThat(given.body())
                .contains("\"won\":false,\"holds\":{\"tracking\":false,\"nudging\":false,\"research\":false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            profile   | {"zone": "Europe/Berlin", "version": 9007199254740991}
            consents  | {"nudging": false, "version": 9007199254740991}
            screening | {"conditions": [], "version": 9007199254740991}
            screening | {"conditions": [], "version": 4102444800000}
            """)
    void a_version_that_could_never_be_corrected_is_refused_with_the_rule(String setting, String body) {
        var reply = session.put("/v1/members/me/" + setting, body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.errors()).containsOnly(Map.entry("/version", "RANGE"));
        assertThat(reply.body()).contains("no more than a day ahead");
    }

    @Test
    void planned_rest_is_part_of_the_profile_and_every_fault_in_it_is_named() {
        var kept = session.put(
                "/v1/members/me/profile",
                "{\"zone\": \"Europe/Berlin\", \"restDays\": [\"sunday\"], \"away\": [{\"from\": \"2026-07-01\", \"to\": \"2026-07-14\"}], \"version\": 4}");
        var refused = session.put(
                "/v1/members/me/profile",
                "{\"restDays\": [\"Sunday\", 7], \"away\": [{\"from\": \"soon\", \"to\": \"2026-07-14\"}], \"version\": 5}");

        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(kept.body())
                .contains("\"restDays\":[\"sunday\"],\"away\":[{\"from\":\"2026-07-01\",\"to\":\"2026-07-14\"}]");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors())
                .containsOnly(
                        Map.entry("/zone", "REQUIRED"),
                        Map.entry("/restDays/0", "FORMAT"),
                        Map.entry("/restDays/1", "TYPE"),
                        Map.entry("/away/0/from", "FORMAT"));
    }

    @Test
    void groups_are_kept_in_the_profile() {
        var reply = session.put(
                "/v1/members/me/profile",
                "{\"zone\": \"Europe/Berlin\", \"groups\": [\"mornings\", \"Room.2\"], \"version\": 3}");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(new String(log.last().value(), StandardCharsets.UTF_8)).isEqualTo("""
                {"zone":"Europe/Berlin","dayStart":"00:00","groups":["mornings","Room.2"],"version":3}""");
    }

    @Test
    void a_profile_names_twenty_groups_at_most() {
        var groups = java.util.stream.IntStream.range(0, 21)
                .mapToObj(i -> "\"g-" + i + "\"")
                .collect(java.util.stream.Collectors.joining(","));
        var reply = session.put(
                "/v1/members/me/profile",
                "{\"zone\": \"Europe/Berlin\", \"groups\": [" + groups + "], \"version\": 3}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsExactlyEntriesOf(Map.of("/groups", "TOO_MANY"));
    }

    @Test
    void consents_left_out_are_not_given() {
        var reply = session.put("/v1/members/m-1/consents", CONSENTS);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(new String(log.last().value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"tracking\":true,\"nudging\":true,\"research\":false,\"teacher\":false,\"version\":3}");
        assertThat(log.last().key()).isEqualTo("studio-1/m-1");
    }

    @Test
    void nobody_consents_for_a_member_whatever_the_scopes() {
        int before = log.records().size();
        var client = session.clientToken("importer", "settings:write", "tenant:members");
        var teacher = session.tokenOf("m-9", "settings:write", "tenant:members");

        for (var token : java.util.List.of(client, teacher)) {
            var reply = session.send(session.request("PUT", "/v1/members/m-1/consents", CONSENTS)
                    .setHeader("Authorization", "Bearer " + token));
            assertThat(reply.status()).isEqualTo(403);
        }
        assertThat(log.records()).hasSize(before);
    }

    @Test
    void an_integrator_may_set_profile_and_screening_of_any_member() {
        var client = session.clientToken("importer", "settings:write", "tenant:members");
        for (var each : Map.of(
                        "profile", "{\"zone\": \"Europe/Berlin\", \"version\": 1}",
                        "screening", "{\"conditions\": [\"glaucoma\"], \"version\": 1}")
                .entrySet()) {
            var reply = session.send(session.request("PUT", "/v1/members/m-7/" + each.getKey(), each.getValue())
                    .setHeader("Authorization", "Bearer " + client));
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(log.last().key()).isEqualTo("studio-1/m-7");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "profile|{\"version\": 1}|/zone|REQUIRED",
                "profile|{\"zone\": \"Europe/Berlin\"}|/version|REQUIRED",
                "profile|{\"zone\": \"Mars/Olympus\", \"version\": 1}|/zone|UNKNOWN_VALUE",
                "profile|{\"zone\": \"Europe/Berlin\", \"dayStart\": \"07:00\", \"version\": 1}|/dayStart|RANGE",
                "profile|{\"zone\": \"Europe/Berlin\", \"language\": \"d\", \"version\": 1}|/language|FORMAT",
                "profile|{\"zone\": \"Europe/Berlin\", \"birthYear\": 1899, \"version\": 1}|/birthYear|RANGE",
                "profile|{\"zone\": \"Europe/Berlin\", \"groups\": [\"a\", \"a b\"], \"version\": 1}|/groups/1|FORMAT",
                "profile|{\"zone\": \"Europe/Berlin\", \"groups\": [\"a\", \"a\"], \"version\": 1}|/groups/1|DUPLICATE",
                "profile|{\"zone\": \"Europe/Berlin\", \"groups\": [7], \"version\": 1}|/groups/0|TYPE",
                "profile|{\"zone\": \"Europe/Berlin\", \"groups\": \"a\", \"version\": 1}|/groups|TYPE",
                "profile|{\"zone\": \"Europe/Berlin\", \"name\": \"x\", \"version\": 1}|/name|UNKNOWN_FIELD",
                "profile|{\"zone\": \"Europe/Berlin\", \"restDays\": [\"funday\"], \"version\": 1}|/restDays/0|UNKNOWN_VALUE",
                "profile|{\"zone\": \"Europe/Berlin\", \"restDays\": [\"sunday\", \"sunday\"], \"version\": 1}|/restDays/1|DUPLICATE",
                "profile|{\"zone\": \"Europe/Berlin\", \"away\": [{\"from\": \"2026-07-02\", \"to\": \"2026-07-01\"}], \"version\": 1}|/away/0/to|RANGE",
                "profile|{\"zone\": \"Europe/Berlin\", \"away\": [{\"from\": \"2026-07-02\"}], \"version\": 1}|/away/0/to|REQUIRED",
                "profile|{\"zone\": \"Europe/Berlin\", \"away\": [{\"from\": \"2026-07-02\", \"to\": \"2026-07-02\", \"why\": \"x\"}], \"version\": 1}|/away/0/why|UNKNOWN_FIELD",
                "consents|{\"tracking\": \"yes\", \"version\": 1}|/tracking|TYPE",
                "consents|{\"tracking\": true}|/version|REQUIRED",
                "consents|{\"marketing\": true, \"version\": 1}|/marketing|UNKNOWN_FIELD",
                "screening|{\"version\": 1}|/conditions|REQUIRED",
                "screening|{\"conditions\": [\"hiccups\"], \"version\": 1}|/conditions/0|UNKNOWN_VALUE",
                "screening|{\"conditions\": []}|/version|REQUIRED",
            })
    void what_is_wrong_is_refused_by_its_pointer(String setting, String body, String pointer, String code) {
        var reply = session.put("/v1/members/me/" + setting, body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.errors()).containsExactlyEntriesOf(Map.of(pointer, code));
    }

    @Test
    void the_catalogue_is_for_any_valid_token_and_is_not_sent_twice() {
        var request = session.request("GET", "/v1/catalog", null)
                .setHeader("Authorization", "Bearer " + session.tokenOf("m-1"));
        var reply = session.send(request);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("version")).isEqualTo("1");
        var tag = reply.header("ETag");
        assertThat(tag).startsWith("W/\"");
        var again = session.send(request.header("If-None-Match", String.valueOf(tag)));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void the_catalogue_is_labelled_in_the_language_that_is_asked_for() {
        var german =
                session.send(session.request("GET", "/v1/catalog", null).header("Accept-Language", "de-CH, en;q=0.9"));
        var english = session.send(session.request("GET", "/v1/catalog", null).header("Accept-Language", "fr"));

        assertThat(german.body()).contains("\"label\":\"Oberer Rücken\"").doesNotContain("Upper back");
        assertThat(german.header("Content-Language")).isEqualTo("de");
        assertThat(english.body())
                .contains("Upper back")
                .isEqualTo(session.get("/v1/catalog").body());
        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(german.header("ETag")).isNotEqualTo(english.header("ETag"));
        var again = session.request("GET", "/v1/catalog", null).header("Accept-Language", "de");
        assertThat(session.send(again.header("If-None-Match", String.valueOf(english.header("ETag"))))
                        .status())
                .isEqualTo(200);
    }
}
