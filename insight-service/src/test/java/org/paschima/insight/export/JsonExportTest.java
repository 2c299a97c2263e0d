package org.paschima.insight.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogPosition;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.store.MemberExport;
import org.paschima.insight.store.MemberSettings;

class JsonExportTest {

    @Test
    void records_are_as_the_log_holds_them_and_sections_follow() throws Exception {
        // Given
        var report =
                HistoryFixture.tensionReport(ExportFixture.headAt("app:r-1", "2026-03-02T10:00:00+01:00"), "neck", 5);
        var said =
                new ExportSection("statements", (json, _) -> json.writeRawValue("{\"text\":\"lower\"}"), (_, _) -> {});

        // When
        var text = ExportFixture.exported(ExportFormat.JSON, List.of(FactCodec.recorded(report)), List.of(said));
        var json = (Json.Obj) JsonReader.read(text.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(text(json, "member")).isEqualTo(ExportFixture.MEMBER.member());
        assertThat(text(json, "asOf")).isEqualTo("3:1042");
        assertThat(text(json, "records/0/id")).isEqualTo("app:r-1");
        assertThat(size(json, "records/0/record/tension")).isEqualTo(1);
        assertThat(text(json, "statements/0/text")).isEqualTo("lower");
        assertThat(at(json, "settings/profile")).isEqualTo(Json.Null.VALUE);
    }

    @Test
    void what_is_broken_off_has_no_end() {
        var out = new ByteArrayOutputStream();
        var fails = new ExportSection(
                "statements",
                (json, _) -> {
                    json.flush();
                    throw new IOException("away");
                },
                (_, _) -> {});
        var nothing = new MemberExport(new LogPosition(3, 1042), new MemberSettings(Map.of()), List.of());

        assertThatThrownBy(() -> ExportFormat.JSON.write(ExportFixture.MEMBER, nothing, List.of(fails), out))
                .hasMessage("away");
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\"statements\":[");
    }
}
