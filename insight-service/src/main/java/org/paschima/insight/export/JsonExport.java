package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.MemberExport;
import org.paschima.insight.store.MemberSettings;

/** Everything as JSON: each record and setting as the log holds it, then the sections that are not of the log. */
final class JsonExport {

    /** What is broken off stays without its end. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private final OutputStream out;

    JsonExport(OutputStream out) {
        this.out = out;
    }

    void write(MemberId member, MemberExport export, List<ExportSection> sections) throws IOException {
        try (var json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("member", member.member());
            json.writeStringField("asOf", export.asOf().text());
            json.writeObjectFieldStart("settings");
            for (var kind : MemberSettings.Kind.values()) {
                json.writeFieldName(kind.wire());
                raw(json, export.settings().winning().get(kind));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("records");
            for (var record : export.records()) {
                write(json, record);
            }
            json.writeEndArray();
            for (var section : sections) {
                json.writeArrayFieldStart(section.name());
                section.items().writeTo(json, member);
                json.writeEndArray();
            }
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, KeptRecord record) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", record.id().id());
        json.writeStringField("kind", record.kind().wire());
        json.writeNumberField("version", record.version());
        json.writeStringField("localDate", record.localDate().toString());
        json.writeFieldName("record");
        raw(json, record.json());
        json.writeEndObject();
    }

    private static void raw(JsonGenerator json, byte @Nullable [] value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeRawValue(new String(value, StandardCharsets.UTF_8));
        }
    }
}
