package org.paschima.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.http.Percent;

/** What insight-service gives goes back to session-service as it is, for members whose ids are as providers make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripIT {

    private static final String TENANT = "round-trip";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private static Path data;

    private LocalStack stack;

    @BeforeAll
    void up() throws Exception {
        stack = QuietStack.in(data);
    }

    @AfterAll
    void down() {
        stack.close();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user+yoga@example.com",
                "o'brien@example.com",
                "f:bb5c5d3a-1a2b-4c3d-9e8f-0123456789ab:jane.doe-of-the-studio@example.com",
                "Zm9vYmFyL2Jheg==",
                "CN=Jane \"J\" Doe, 100%25 #?&;"
            })
    void what_is_shown_and_exported_goes_back_as_it_is(String member) throws Exception {
        var scopes = List.of("practice:write", "insight:read", "settings:read", "tenant:members");
        var token = stack.tokens().forMember(TENANT, "an-integrator", scopes, Duration.ofHours(1));
        var api = new Api(client, token);
        var path = "/v1/members/" + Percent.encodeInPath(member);
        var posted = api.post(stack.running().session() + path + "/practices", """
                {"source": "case", "clientRecordId": "y1", "version": 1, "startedAt": "2026-03-03 07:00:00 +0100",
                 "endedAt": "2026-03-03T08:02:30+01:00", "zone": "Europe/Berlin", "context": "mat",
                 "segments": [{"practice": "yoga", "minutes": 62.5}], "note": "%s"}""".formatted("😀".repeat(260)));
        assertThat(posted.status()).as("%s", posted.body()).isEqualTo(201);

        var address = stack.running().insight() + path;
        var shown = text(api, address + "/records/case:y1?wait=30&minAsOf=" + posted.at("asOf"));
        assertThat(shown).contains("\"practice\":\"other\"", "\"activity\":\"yoga\"");
        var put = api.put(
                stack.running().session() + path + "/practices/case:y1",
                shown.replace("\"version\":1", "\"version\":2"));
        assertThat(put.status()).as("%s", put.body()).isEqualTo(200);

        var export = text(api, address + "/export?format=json&wait=30&minAsOf=" + put.at("asOf"));
        assertThat(export).contains("\"version\":2");
        var batch = api.post(
                stack.running().session() + "/v1/records/batch", export.replace("\"version\":2", "\"version\":3"));
        assertThat(batch.status()).isEqualTo(200);
        assertThat(batch.at(0, "status")).as("%s", batch.body()).isEqualTo("201");

        var again = text(api, address + "/export?format=json&wait=30&minAsOf=" + batch.at(0, "asOf"));
        assertThat(withoutAsOf(again)).isEqualTo(withoutAsOf(export.replace("\"version\":2", "\"version\":3")));
        var day = api.get(address + "/days/2026-03-03");
        assertThat(day.at("practices", 0, "practice")).isEqualTo("other");
        assertThat(day.at("practices", 0, "activity")).isEqualTo("yoga");
        assertThat(api.get(address + "/habit?to=2026-03-04").at("practisedDays"))
                .isEqualTo("1");
    }

    @Test
    void settings_taken_from_an_export_go_back_through_their_own_put_as_they_are() throws Exception {
        var scopes = List.of("settings:write", "insight:read", "settings:read");
        var api = new Api(client, stack.tokens().forMember(TENANT, "m-1", scopes, Duration.ofHours(1)));
        var settings = Map.of(
                "profile", """
                        {"zone": "UTC+05:45", "dayStart": "04:00", "language": "de-CH", "birthYear": 1980,
                         "restDays": ["sunday"], "away": [{"from": "2026-08-01", "to": "2026-08-14"}], "version": 1}""",
                "consents", """
                        {"tracking": true, "nudging": true, "research": false, "teacher": true, "version": 1}""",
                "screening", """
                        {"conditions": ["low-blood-pressure"], "version": 1}""");
        var asOf = "";
        for (var each : settings.entrySet()) {
            var put = api.put(stack.running().session() + "/v1/members/me/" + each.getKey(), each.getValue());
            assertThat(put.status()).as("%s", put.body()).isEqualTo(200);
            asOf = put.at("asOf");
        }
        var address = stack.running().insight() + "/v1/members/me/export?format=json&wait=30&minAsOf=";
        var export = text(api, address + asOf);
        assertThat(export).contains("\"zone\":\"+05:45\"", "\"birthYear\":1980", "low-blood-pressure");

        for (var kind : settings.keySet()) {
            var taken = JsonReader.read(export.getBytes(UTF_8)) instanceof Json.Obj(var all)
                            && all.get("settings") instanceof Json.Obj(var each)
                            && each.get(kind) instanceof Json.Obj setting
                    ? setting
                    : new Json.Obj(Map.of());
            var put = api.put(
                    stack.running().session() + "/v1/members/me/" + kind,
                    new String(JsonWriter.bytes(taken), UTF_8).replace("\"version\":1", "\"version\":2"));
            assertThat(put.status()).as("%s: %s", kind, put.body()).isEqualTo(200);
            asOf = put.at("asOf");
        }

        assertThat(withoutAsOf(text(api, address + asOf)))
                .isEqualTo(withoutAsOf(export.replace("\"version\":1", "\"version\":2")));
    }

    private String text(Api api, String url) throws Exception {
        var response = client.send(api.request(url).GET().build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String withoutAsOf(String export) {
        return export.replaceFirst("\"asOf\":\"[^\"]*\"", "");
    }
}
