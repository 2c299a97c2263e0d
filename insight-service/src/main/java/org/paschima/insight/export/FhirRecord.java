package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Position;
import org.paschima.contract.Side;
import org.paschima.contract.catalog.Catalog;

/** The resources of one record: those of sessions are {@link FhirSession}'s. */
final class FhirRecord {
    private final JsonGenerator json;
    private final FhirJson fhir;
    private final MemberRecord record;
    private final FhirResources out;
    private final FhirSession session;

    /**
     * @param patient id of the Patient it is about
     * @param ids the id of a resource by a name that is the same in every export
     */
    FhirRecord(JsonGenerator json, MemberRecord record, String patient, UnaryOperator<String> ids) {
        this.json = json;
        this.fhir = new FhirJson(json);
        this.record = record;
        this.out = new FhirResources(json, record, patient, ids);
        this.session = new FhirSession(json, out, patient);
    }

    void write() throws IOException {
        switch (record) {
            case Practice practice -> session.write(practice);
            case PostureCheck check -> check(check);
            case TensionReport report -> report(report);
            case SymptomReport report -> symptoms(report);
        }
    }

    // --- checks

    private void check(PostureCheck check) throws IOException {
        if (check.position() != null) {
            position(check.position());
        }
        if (check.context() != null) {
            out.observation(null, "exam", null, FhirCodes.quantity("check-context", "Where"));
            fhir.concept("valueCodeableConcept", FhirCodes.context(check.context()));
            fhir.end();
        }
        var felt = check.felt();
        if (felt != null) {
            out.integer("exam", FhirCodes.quantity("felt-front-back", "Felt, front and back"), felt.frontBack());
            out.integer("exam", FhirCodes.quantity("felt-side-side", "Felt, side to side"), felt.sideSide());
        }
        var plumb = check.tadasana();
        if (plumb != null) {
            out.integer("exam", FhirCodes.landmark("ears"), plumb.ears());
            out.integer("exam", FhirCodes.landmark("shoulders"), plumb.shoulders());
            out.integer("exam", FhirCodes.landmark("hips"), plumb.hips());
            out.integer("exam", FhirCodes.landmark("ankles"), plumb.ankles());
        }
        for (var observed : check.observations()) {
            measure(observed);
        }
        var breath = check.breath();
        if (breath != null) {
            if (breath.rate() != null) {
                out.observation(null, "vital-signs", null, FhirCodes.RESPIRATORY_RATE);
                fhir.quantity("valueQuantity", breath.rate(), "breaths/minute", "/min");
                fhir.end();
            }
            out.integer(
                    "exam",
                    FhirCodes.quantity("breath-back-awareness", "Breath felt in the back ribs, 0 to 4"),
                    breath.backAwareness());
        }
        for (var tension : check.tension()) {
            out.rating(null, null, FhirCodes.TENSION, tension);
        }
        if (check.comfortable() != null) {
            out.observation(null, "exam", null, FhirCodes.quantity("comfortable", "Comfortable as it is"));
            json.writeBooleanField("valueBoolean", check.comfortable());
            fhir.end();
        }
    }

    private void position(Position position) throws IOException {
        out.observation(null, "exam", null, FhirCodes.BODY_POSITION);
        fhir.concept("valueCodeableConcept", FhirCodes.position(position));
        fhir.end();
    }

    private void measure(MemberRecord.Observation observed) throws IOException {
        out.observation(null, "exam", null, FhirCodes.measure(observed.measure()));
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
            out.component(FhirCodes.quantity("quality", "Quality, 0 to 1, as the instrument gives it"));
            fhir.quantity("valueQuantity", observed.quality(), "1", "1");
            json.writeEndObject();
            json.writeEndArray();
        }
        fhir.end();
    }

    // --- reports

    private void report(TensionReport report) throws IOException {
        for (var tension : report.tension()) {
            out.rating(null, null, FhirCodes.TENSION, tension);
        }
        for (var pain : report.pain()) {
            out.rating(null, null, FhirCodes.PAIN, pain);
        }
        out.integer("survey", FhirCodes.STRESS, report.stress());
    }

    private void symptoms(SymptomReport report) throws IOException {
        for (var symptom : report.symptoms()) {
            out.observation(null, "survey", null, FhirCodes.symptom(symptom.code()));
            json.writeBooleanField("valueBoolean", true);
            var side = symptom.side();
            fhir.side(side == null ? Side.BOTH : side);
            if (symptom.since() != null || symptom.worsening() != null) {
                json.writeArrayFieldStart("component");
                if (symptom.since() != null) {
                    out.component(FhirCodes.quantity("since", "Since"));
                    json.writeStringField("valueDateTime", symptom.since().toString());
                    json.writeEndObject();
                }
                if (symptom.worsening() != null) {
                    out.component(FhirCodes.quantity("worsening", "Worsening"));
                    json.writeBooleanField("valueBoolean", symptom.worsening());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            fhir.end();
        }
        var statement = report.statement();
        if (statement != null) {
            out.observation(null, "survey", null, FhirCodes.quantity("statement", "Statement about symptoms"));
            fhir.concept("valueCodeableConcept", FhirCodes.local("statement", statement.wire(), statement.wire()));
            fhir.end();
        }
    }
}
