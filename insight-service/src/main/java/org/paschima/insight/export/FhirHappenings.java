package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** What was said, drawn and decided in FHIR R4: a Communication each, {@code not-done} where a nudge was withheld. */
final class FhirHappenings {

    private final JsonGenerator json;
    private final FhirJson fhir;
    private final String patient;
    private final UnaryOperator<String> ids;

    /**
     * @param patient id of the Patient they are about
     * @param ids the id of a resource by a name that is the same in every export
     */
    FhirHappenings(JsonGenerator json, String patient, UnaryOperator<String> ids) {
        this.json = json;
        this.fhir = new FhirJson(json);
        this.patient = patient;
        this.ids = ids;
    }

    void write(Happening happening) throws IOException {
        var kind = happening.kind();
        var name = kind.wire() + "/" + happening.id();
        var id = ids.apply("happenings/" + name);
        fhir.begin(
                "Communication", id, null, kind.wire(), happening.id(), happening.isDone() ? "completed" : "not-done");
        json.writeArrayFieldStart("category");
        fhir.concept(FhirCodes.local("happening", kind.wire(), kind.display()));
        fhir.concept(FhirCodes.local(kind.wire(), happening.entry(), happening.entry()));
        json.writeEndArray();
        fhir.reference("subject", patient);
        fhir.instant("sent", happening.at());
        json.writeArrayFieldStart("payload");
        payload(happening.name());
        if (happening.value() != null) {
            payload("probability " + happening.value());
        }
        if (happening.text() != null && !happening.text().isBlank()) {
            payload(happening.text());
        }
        json.writeEndArray();
        fhir.end();
    }

    private void payload(String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("contentString", text);
        json.writeEndObject();
    }
}
