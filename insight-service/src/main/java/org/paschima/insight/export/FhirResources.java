package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Tension;
import org.paschima.insight.export.FhirCodes.Code;

/** Writes the resources that a record comes to, numbered in the order they are written, each with what all have. */
final class FhirResources {
    private final JsonGenerator json;
    private final FhirJson fhir;
    private final MemberRecord record;
    private final String patient;
    private final UnaryOperator<String> ids;
    private int written;

    /**
     * @param patient id of the Patient they are about
     * @param ids the id of a resource by a name that is the same in every export
     */
    FhirResources(JsonGenerator json, MemberRecord record, String patient, UnaryOperator<String> ids) {
        this.json = json;
        this.fhir = new FhirJson(json);
        this.record = record;
        this.patient = patient;
        this.ids = ids;
    }

    void rating(@Nullable String session, @Nullable String phase, Code what, Tension rating) throws IOException {
        observation(session, "survey", phase, what);
        json.writeNumberField("valueInteger", rating.value());
        fhir.region(rating.region(), rating.side());
        fhir.end();
    }

    void component(Code code) throws IOException {
        json.writeStartObject();
        fhir.concept("code", code);
    }

    void integer(String category, Code what, @Nullable Integer value) throws IOException {
        integer(null, category, null, what, value);
    }

    void integer(@Nullable String session, String category, @Nullable String phase, Code what, @Nullable Integer value)
            throws IOException {
        if (value != null) {
            observation(session, category, phase, what);
            json.writeNumberField("valueInteger", value);
            fhir.end();
        }
    }

    /** Begins an Observation, up to its value. */
    void observation(@Nullable String session, String category, @Nullable String phase, Code what) throws IOException {
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
    String begin(String type, String status) throws IOException {
        var head = record.head();
        var name = head.id().id();
        int number = written++;
        var id = ids.apply(name + "/" + number);
        fhir.begin(type, id, head.version(), "record", name + "#" + number, status);
        return id;
    }
}
