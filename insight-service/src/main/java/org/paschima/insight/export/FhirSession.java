package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.insight.export.FhirCodes.Code;

/** The resources of a session: the Procedure, and an Observation for each of its parts and ratings. */
final class FhirSession {
    private final JsonGenerator json;
    private final FhirJson fhir;
    private final FhirResources out;
    private final String patient;

    FhirSession(JsonGenerator json, FhirResources out, String patient) {
        this.json = json;
        this.fhir = new FhirJson(json);
        this.out = out;
        this.patient = patient;
    }

    void write(Practice practice) throws IOException {
        var session = out.begin("Procedure", practice.endedAt() == null ? "in-progress" : "completed");
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
            out.observation(session, "activity", null, FhirCodes.quantity("stopped-early", "Stopped early"));
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
        out.observation(session, "activity", null, FhirCodes.quantity("session-" + name, "Session: " + name));
        fhir.concept("valueCodeableConcept", value);
        fhir.end();
    }

    private void segment(String session, MemberRecord.Segment segment) throws IOException {
        out.observation(session, "activity", null, FhirCodes.practice(segment));
        fhir.quantity("valueQuantity", segment.minutes(), "min", "min");
        fhir.side(segment.side());
        json.writeArrayFieldStart("component");
        out.component(FhirCodes.quantity("minutes", "Minutes"));
        fhir.quantity("valueQuantity", segment.minutes(), "min", "min");
        json.writeEndObject();
        if (segment.activity() != null) {
            out.component(FhirCodes.quantity("activity", "Activity"));
            fhir.concept("valueCodeableConcept", FhirCodes.activity(segment.activity()));
            json.writeEndObject();
        }
        if (segment.label() != null && !segment.label().isBlank()) {
            out.component(FhirCodes.quantity("label", "The member's own name for it"));
            json.writeStringField("valueString", segment.label());
            json.writeEndObject();
        }
        for (var cue : segment.cues()) {
            out.component(FhirCodes.quantity("cue", "Cue"));
            fhir.concept("valueCodeableConcept", FhirCodes.cue(cue));
            json.writeEndObject();
        }
        if (segment.armVariation() != null) {
            out.component(FhirCodes.quantity("arm-variation", "Arms"));
            fhir.concept(
                    "valueCodeableConcept",
                    FhirCodes.local("arm-variation", segment.armVariation(), segment.armVariation()));
            json.writeEndObject();
        }
        if (segment.breathRate() != null) {
            out.component(FhirCodes.quantity("guided-breath-rate", "Breaths a minute, guided"));
            fhir.quantity("valueQuantity", segment.breathRate(), "breaths/minute", "/min");
            json.writeEndObject();
        }
        json.writeEndArray();
        fhir.end();
    }

    private void ratings(String session, String phase, MemberRecord.@Nullable Ratings ratings) throws IOException {
        if (ratings == null) {
            return;
        }
        for (var tension : ratings.tension()) {
            out.rating(session, phase, FhirCodes.TENSION, tension);
        }
        out.integer(session, "survey", phase, FhirCodes.STRESS, ratings.stress());
        out.integer(session, "survey", phase, FhirCodes.MOOD, ratings.mood());
    }
}
