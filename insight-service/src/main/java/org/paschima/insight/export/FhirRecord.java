package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Position;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Catalog;
import org.paschima.insight.export.FhirCodes.Code;

/** The resources of one record, numbered in the order they are written. */
final class FhirRecord {
    private final JsonGenerator json;
    private final FhirJson fhir;
    private final MemberRecord record;
    private final String patient;
    private final UnaryOperator<String> ids;
    private int written;

    /**
     * @param patient id of the Patient it is about
     * @param ids the id of a resource by a name that is the same in every export
     */
    FhirRecord(JsonGenerator json, MemberRecord record, String patient, UnaryOperator<String> ids) {
        this.json = json;
        this.fhir = new FhirJson(json);
        this.record = record;
        this.patient = patient;
        this.ids = ids;
    }

    void write() throws IOException {
        switch (record) {
            case Practice practice -> session(practice);
            case PostureCheck check -> check(check);
            case TensionReport report -> report(report);
            case SymptomReport report -> symptoms(report);
        }
    }

    // --- sessions

    private void session(Practice practice) throws IOException {
        var session = begin("Procedure", practice.endedAt() == null ? "in-progress" : "completed");
        fhir.concept("code", FhirCodes.SESSION);
        fhir.reference("subject", patient);
        json.writeObjectFieldStart("performedPeriod");
        fhir.instant("start", practice.head().at());
        if (practice.endedAt() != null) {
            fhir.instant("end", practice.endedAt());
        }
        json.writeEndObject();
        if (practice.note() != null && !practice.note().isBlank()) {
            json.writeArrayFieldStart("note");
            json.writeStartObject();
            json.writeStringField("text", practice.note());
            json.writeEndObject();
            json.writeEndArray();
        }
        fhir.end();
        about(session, "context", FhirCodes.context(practice.context()));
        about(session, "moment", FhirCodes.moment(practice.moment()));
        for (var concurrent : practice.concurrent()) {
            about(session, "concurrent", FhirCodes.local("concurrent", concurrent, concurrent));
        }
        if (practice.stoppedEarly()) {
            observation(session, "activity", null, FhirCodes.quantity("stopped-early", "Stopped early"));
            json.writeBooleanField("valueBoolean", true);
            fhir.end();
        }
        for (var segment : practice.segments()) {
            segment(session, segment);
        }
        ratings(session, "before", practice.before());
        ratings(session, "after", practice.after());
    }

    private void about(String session, String name, Code value) throws IOException {
        observation(session, "activity", null, FhirCodes.quantity("session-" + name, "Session: " + name));
        fhir.concept("valueCodeableConcept", value);
        fhir.end();
    }

    private void segment(String session, MemberRecord.Segment segment) throws IOException {
        observation(session, "activity", null, FhirCodes.practice(segment));
        fhir.quantity("valueQuantity", segment.minutes(), "min", "min");
        fhir.side(segment.side());
        json.writeArrayFieldStart("component");
        component(FhirCodes.quantity("minutes", "Minutes"));
        fhir.quantity("valueQuantity", segment.minutes(), "min", "min");
        json.writeEndObject();
        if (segment.activity() != null) {
            component(FhirCodes.quantity("activity", "Activity"));
            fhir.concept("valueCodeableConcept", FhirCodes.activity(segment.activity()));
            json.writeEndObject();
        }
        if (segment.label() != null && !segment.label().isBlank()) {
            component(FhirCodes.quantity("label", "The member's own name for it"));
            json.writeStringField("valueString", segment.label());
            json.writeEndObject();
        }
        for (var cue : segment.cues()) {
            component(FhirCodes.quantity("cue", "Cue"));
            fhir.concept("valueCodeableConcept", FhirCodes.cue(cue));
            json.writeEndObject();
        }
        if (segment.armVariation() != null) {
            component(FhirCodes.quantity("arm-variation", "Arms"));
            fhir.concept(
                    "valueCodeableConcept",
                    FhirCodes.local("arm-variation", segment.armVariation(), segment.armVariation()));
            json.writeEndObject();
        }
        if (segment.breathRate() != null) {
            component(FhirCodes.quantity("guided-breath-rate", "Breaths a minute, guided"));
            fhir.quantity("valueQuantity", segment.breathRate(), "breaths/minute", "/min");
            json.writeEndObject();
        }
        json.writeEndArray();
        fhir.end();
    }

    private void component(Code code) throws IOException {
        json.writeStartObject();
        fhir.concept("code", code);
    }

    private void ratings(String session, String phase, MemberRecord.@Nullable Ratings ratings) throws IOException {
        if (ratings == null) {
            return;
        }
        for (var tension : ratings.tension()) {
            rating(session, phase, FhirCodes.TENSION, tension);
        }
        integer(session, "survey", phase, FhirCodes.STRESS, ratings.stress());
        integer(session, "survey", phase, FhirCodes.MOOD, ratings.mood());
    }

    // --- checks

    private void check(PostureCheck check) throws IOException {
        if (check.position() != null) {
            position(check.position());
        }
        if (check.context() != null) {
            observation(null, "exam", null, FhirCodes.quantity("check-context", "Where"));
            fhir.concept("valueCodeableConcept", FhirCodes.context(check.context()));
            fhir.end();
        }
        var felt = check.felt();
        if (felt != null) {
            integer("exam", FhirCodes.quantity("felt-front-back", "Felt, front and back"), felt.frontBack());
            integer("exam", FhirCodes.quantity("felt-side-side", "Felt, side to side"), felt.sideSide());
        }
        var plumb = check.tadasana();
        if (plumb != null) {
            integer("exam", FhirCodes.landmark("ears"), plumb.ears());
            integer("exam", FhirCodes.landmark("shoulders"), plumb.shoulders());
            integer("exam", FhirCodes.landmark("hips"), plumb.hips());
            integer("exam", FhirCodes.landmark("ankles"), plumb.ankles());
        }
        for (var observed : check.observations()) {
            measure(observed);
        }
        var breath = check.breath();
        if (breath != null) {
            if (breath.rate() != null) {
                observation(null, "vital-signs", null, FhirCodes.RESPIRATORY_RATE);
                fhir.quantity("valueQuantity", breath.rate(), "breaths/minute", "/min");
                fhir.end();
            }
            integer(
                    "exam",
                    FhirCodes.quantity("breath-back-awareness", "Breath felt in the back ribs, 0 to 4"),
                    breath.backAwareness());
        }
        for (var tension : check.tension()) {
            rating(null, null, FhirCodes.TENSION, tension);
        }
        if (check.comfortable() != null) {
            observation(null, "exam", null, FhirCodes.quantity("comfortable", "Comfortable as it is"));
            json.writeBooleanField("valueBoolean", check.comfortable());
            fhir.end();
        }
    }

    private void position(Position position) throws IOException {
        observation(null, "exam", null, FhirCodes.BODY_POSITION);
        fhir.concept("valueCodeableConcept", FhirCodes.position(position));
        fhir.end();
    }

    private void measure(MemberRecord.Observation observed) throws IOException {
        observation(null, "exam", null, FhirCodes.measure(observed.measure()));
        var unit = Catalog.v1()
                .measure(observed.measure())
                .map(each -> each.unit())
                .orElse("");
        fhir.quantity("valueQuantity", observed.value(), unit, FhirCodes.ucum(unit));
        fhir.side(observed.side());
        fhir.concept(
                "method",
                FhirCodes.local(
                        "method", observed.method().wire(), observed.method().wire()));
        if (observed.instrument() != null && !observed.instrument().isBlank()) {
            json.writeObjectFieldStart("device");
            json.writeStringField("display", observed.instrument());
            json.writeEndObject();
        }
        if (observed.quality() != null) {
            json.writeArrayFieldStart("component");
            component(FhirCodes.quantity("quality", "Quality, 0 to 1, as the instrument gives it"));
            fhir.quantity("valueQuantity", observed.quality(), "1", "1");
            json.writeEndObject();
            json.writeEndArray();
        }
        fhir.end();
    }

    // --- reports

    private void report(TensionReport report) throws IOException {
        for (var tension : report.tension()) {
            rating(null, null, FhirCodes.TENSION, tension);
        }
        for (var pain : report.pain()) {
            rating(null, null, FhirCodes.PAIN, pain);
        }
        integer("survey", FhirCodes.STRESS, report.stress());
    }

    private void rating(@Nullable String session, @Nullable String phase, Code what, Tension rating)
            throws IOException {
        observation(session, "survey", phase, what);
        json.writeNumberField("valueInteger", rating.value());
        fhir.region(rating.region(), rating.side());
        fhir.end();
    }

    private void symptoms(SymptomReport report) throws IOException {
        for (var symptom : report.symptoms()) {
            observation(null, "survey", null, FhirCodes.symptom(symptom.code()));
            json.writeBooleanField("valueBoolean", true);
            var side = symptom.side();
            fhir.side(side == null ? Side.BOTH : side);
            if (symptom.since() != null || symptom.worsening() != null) {
                json.writeArrayFieldStart("component");
                if (symptom.since() != null) {
                    component(FhirCodes.quantity("since", "Since"));
                    json.writeStringField("valueDateTime", symptom.since().toString());
                    json.writeEndObject();
                }
                if (symptom.worsening() != null) {
                    component(FhirCodes.quantity("worsening", "Worsening"));
                    json.writeBooleanField("valueBoolean", symptom.worsening());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            fhir.end();
        }
        var statement = report.statement();
        if (statement != null) {
            observation(null, "survey", null, FhirCodes.quantity("statement", "Statement about symptoms"));
            fhir.concept("valueCodeableConcept", FhirCodes.local("statement", statement.wire(), statement.wire()));
            fhir.end();
        }
    }

    // --- a resource

    private void integer(String category, Code what, @Nullable Integer value) throws IOException {
        integer(null, category, null, what, value);
    }

    private void integer(
            @Nullable String session, String category, @Nullable String phase, Code what, @Nullable Integer value)
            throws IOException {
        if (value != null) {
            observation(session, category, phase, what);
            json.writeNumberField("valueInteger", value);
            fhir.end();
        }
    }

    /** Begins an Observation, up to its value. */
    private void observation(@Nullable String session, String category, @Nullable String phase, Code what)
            throws IOException {
        begin("Observation", "final");
        if (session != null) {
            json.writeArrayFieldStart("partOf");
            json.writeStartObject();
            json.writeStringField("reference", "urn:uuid:" + session);
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeArrayFieldStart("category");
        fhir.concept(FhirCodes.category(category));
        if (phase != null) {
            fhir.concept(FhirCodes.local("phase", phase, phase + " a session"));
        }
        json.writeEndArray();
        fhir.concept("code", what);
        fhir.reference("subject", patient);
        fhir.instant("effectiveDateTime", record.head().at());
    }

    /** Begins a resource with what all have, and returns its id. */
    private String begin(String type, String status) throws IOException {
        var head = record.head();
        var name = head.id().id();
        int number = written++;
        var id = ids.apply(name + "/" + number);
        fhir.begin(type, id, head.version(), "record", name + "#" + number, status);
        return id;
    }
}
