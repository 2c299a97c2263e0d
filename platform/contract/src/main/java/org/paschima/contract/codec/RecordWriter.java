package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.RecordHead;
import org.paschima.contract.Tension;
import org.paschima.contract.json.JsonWriter;

/** Writes records as the log holds them: defaults filled, local day and version in, the same record to the same bytes. */
public final class RecordWriter {

    private RecordWriter() {}

    public static byte[] bytes(MemberRecord record) {
        return JsonWriter.bytes(json -> write(json, record));
    }

    public static void write(JsonGenerator json, MemberRecord record) throws IOException {
        json.writeStartObject();
        switch (record) {
            case Practice practice -> practice(json, practice);
            case PostureCheck check -> postureCheck(json, check);
            case TensionReport report -> tensionReport(json, report);
            case SymptomReport report -> symptomReport(json, report);
        }
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, RecordHead head, String timeField) throws IOException {
        json.writeStringField("source", head.id().source());
        json.writeStringField("clientRecordId", head.id().clientRecordId());
        json.writeNumberField("version", head.version());
        json.writeStringField(timeField, WireTime.of(head.at()));
        json.writeStringField("zone", head.zone().getId());
        json.writeStringField("dayStart", WireTime.of(head.dayStart()));
        json.writeStringField("localDate", head.localDate().toString());
    }

    private static void practice(JsonGenerator json, Practice practice) throws IOException {
        head(json, practice.head(), "startedAt");
        if (practice.endedAt() != null) {
            json.writeStringField("endedAt", WireTime.of(practice.endedAt()));
        }
        json.writeStringField("context", practice.context());
        json.writeStringField("moment", practice.moment().wire());
        json.writeArrayFieldStart("segments");
        for (var segment : practice.segments()) {
            json.writeStartObject();
            json.writeStringField("practice", segment.practice());
            number(json, "minutes", segment.minutes());
            json.writeStringField("side", segment.side().wire());
            text(json, "armVariation", segment.armVariation());
            words(json, "cues", segment.cues());
            number(json, "breathRate", segment.breathRate());
            text(json, "activity", segment.activity());
            text(json, "label", segment.label());
            json.writeEndObject();
        }
        json.writeEndArray();
        ratings(json, "before", practice.before());
        ratings(json, "after", practice.after());
        json.writeBooleanField("stoppedEarly", practice.stoppedEarly());
        words(json, "concurrent", practice.concurrent());
        text(json, "note", practice.note());
    }

    private static void ratings(JsonGenerator json, String name, @Nullable Ratings ratings) throws IOException {
        if (ratings != null) {
            json.writeObjectFieldStart(name);
            tension(json, "tension", ratings.tension());
            integer(json, "stress", ratings.stress());
            integer(json, "mood", ratings.mood());
            json.writeEndObject();
        }
    }

    private static void postureCheck(JsonGenerator json, PostureCheck check) throws IOException {
        head(json, check.head(), "at");
        if (check.position() != null) {
            json.writeStringField("position", check.position().wire());
        }
        text(json, "context", check.context());
        if (check.felt() != null) {
            json.writeObjectFieldStart("felt");
            integer(json, "frontBack", check.felt().frontBack());
            integer(json, "sideSide", check.felt().sideSide());
            json.writeEndObject();
        }
        if (check.tadasana() != null) {
            json.writeObjectFieldStart("tadasana");
            integer(json, "ears", check.tadasana().ears());
            integer(json, "shoulders", check.tadasana().shoulders());
            integer(json, "hips", check.tadasana().hips());
            integer(json, "ankles", check.tadasana().ankles());
            json.writeEndObject();
        }
        if (!check.observations().isEmpty()) {
            json.writeArrayFieldStart("observations");
            for (var seen : check.observations()) {
                json.writeStartObject();
                json.writeStringField("measure", seen.measure());
                number(json, "value", seen.value());
                json.writeStringField("method", seen.method().wire());
                json.writeStringField("side", seen.side().wire());
                text(json, "instrument", seen.instrument());
                number(json, "quality", seen.quality());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (check.breath() != null) {
            json.writeObjectFieldStart("breath");
            number(json, "rate", check.breath().rate());
            integer(json, "backAwareness", check.breath().backAwareness());
            json.writeEndObject();
        }
        tension(json, "tension", check.tension());
        if (check.comfortable() != null) {
            json.writeBooleanField("comfortable", check.comfortable());
        }
    }

    private static void tensionReport(JsonGenerator json, TensionReport report) throws IOException {
        head(json, report.head(), "at");
        tension(json, "tension", report.tension());
        integer(json, "stress", report.stress());
        tension(json, "pain", report.pain());
        json.writeStringField("moment", report.moment().wire());
    }

    private static void symptomReport(JsonGenerator json, SymptomReport report) throws IOException {
        head(json, report.head(), "at");
        if (!report.symptoms().isEmpty()) {
            json.writeArrayFieldStart("symptoms");
            for (var symptom : report.symptoms()) {
                json.writeStartObject();
                json.writeStringField("code", symptom.code());
                if (symptom.side() != null) {
                    json.writeStringField("side", symptom.side().wire());
                }
                if (symptom.since() != null) {
                    json.writeStringField("since", symptom.since().toString());
                }
                if (symptom.worsening() != null) {
                    json.writeBooleanField("worsening", symptom.worsening());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (report.statement() != null) {
            json.writeStringField("statement", report.statement().wire());
        }
        if (report.statedByMember()) {
            json.writeStringField("statedBy", RecordReader.BY_MEMBER);
        }
    }

    private static void tension(JsonGenerator json, String name, List<Tension> ratings) throws IOException {
        if (ratings.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (var rating : ratings) {
            json.writeStartObject();
            json.writeStringField("region", rating.region());
            json.writeStringField("side", rating.side().wire());
            json.writeNumberField("value", rating.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void words(JsonGenerator json, String name, List<String> words) throws IOException {
        if (!words.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (var word : words) {
                json.writeString(word);
            }
            json.writeEndArray();
        }
    }

    static void text(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    static void integer(JsonGenerator json, String name, @Nullable Integer number) throws IOException {
        if (number != null) {
            json.writeNumberField(name, number);
        }
    }

    static void number(JsonGenerator json, String name, @Nullable Double number) throws IOException {
        if (number != null) {
            json.writeFieldName(name);
            JsonWriter.number(json, number);
        }
    }
}
