package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Profile;
import org.paschima.contract.Screening;
import org.paschima.insight.export.FhirCodes.Code;
import org.paschima.insight.store.MemberSettings;

/**
 * The settings of a member in FHIR R4: year of birth and language in the Patient, a Consent for each purpose, an Observation
 * for the rest. They were true when the export was made; none has a time of its own.
 */
final class FhirSettings {

    private static final String LANGUAGES = "urn:ietf:bcp:47";

    private final JsonGenerator json;
    private final FhirJson fhir;
    private final MemberSettings settings;
    private final String patient;
    private final UnaryOperator<String> ids;

    /**
     * @param patient id of the Patient they are about
     * @param ids the id of a resource by a name that is the same in every export
     */
    FhirSettings(JsonGenerator json, MemberSettings settings, String patient, UnaryOperator<String> ids) {
        this.json = json;
        this.fhir = new FhirJson(json);
        this.settings = settings;
        this.patient = patient;
        this.ids = ids;
    }

    void write() throws IOException {
        var profile = settings.profile().orElse(null);
        patient(profile);
        if (profile != null) {
            profile(profile);
        }
        var consents = settings.consents().orElse(null);
        if (consents != null) {
            for (var purpose : consents.byPurpose().entrySet()) {
                consent(consents, purpose.getKey(), purpose.getValue());
            }
        }
        var screening = settings.screening().orElse(null);
        if (screening != null) {
            screening(screening);
        }
    }

    private void patient(@Nullable Profile profile) throws IOException {
        json.writeStartObject();
        json.writeStringField("fullUrl", "urn:uuid:" + patient);
        json.writeObjectFieldStart("resource");
        json.writeStringField("resourceType", "Patient");
        json.writeStringField("id", patient);
        if (profile != null && profile.birthYear() != null) {
            json.writeStringField("birthDate", Integer.toString(profile.birthYear()));
        }
        if (profile != null && profile.language() != null) {
            json.writeArrayFieldStart("communication");
            json.writeStartObject();
            json.writeObjectFieldStart("language");
            json.writeArrayFieldStart("coding");
            json.writeStartObject();
            json.writeStringField("system", LANGUAGES);
            json.writeStringField("code", profile.language());
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringField("text", profile.language());
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
        }
        fhir.end();
    }

    private void profile(Profile profile) throws IOException {
        text(profile, "zone", "Time zone", profile.zone().getId());
        text(profile, "day-start", "When the day begins", profile.dayStart().toString());
        for (var weekday : profile.rest().weekdays()) {
            text(profile, "rest-day", "Weekday kept free", weekday.name().toLowerCase(Locale.ROOT));
        }
        for (var away : profile.rest().away()) {
            observation(
                    "profile/away/" + away.from() + "/" + away.to(),
                    profile.version(),
                    FhirCodes.quantity("away", "Away"));
            json.writeObjectFieldStart("valuePeriod");
            json.writeStringField("start", away.from().toString());
            json.writeStringField("end", away.to().toString());
            json.writeEndObject();
            fhir.end();
        }
        for (var group : profile.groups()) {
            text(profile, "group", "Class or group", group);
        }
    }

    private void text(Profile profile, String code, String name, String value) throws IOException {
        observation("profile/" + code + "/" + value, profile.version(), FhirCodes.quantity(code, name));
        json.writeStringField("valueString", value);
        fhir.end();
    }

    private void screening(Screening screening) throws IOException {
        for (var condition : screening.conditions()) {
            observation(
                    "screening/" + condition,
                    screening.version(),
                    FhirCodes.quantity("screening", "Condition named when asked"));
            fhir.concept("valueCodeableConcept", FhirCodes.condition(condition));
            fhir.end();
        }
    }

    private void observation(String name, long version, Code what) throws IOException {
        begin("Observation", name, version, "final");
        json.writeArrayFieldStart("category");
        fhir.concept(FhirCodes.category("social-history"));
        json.writeEndArray();
        fhir.concept("code", what);
        fhir.reference("subject", patient);
    }

    /** One for each purpose, given or not: what a member did not allow is said as well. */
    private void consent(Consents consents, String purpose, boolean isGiven) throws IOException {
        begin("Consent", "consents/" + purpose, consents.version(), isGiven ? "active" : "inactive");
        fhir.concept("scope", FhirCodes.PRIVACY);
        json.writeArrayFieldStart("category");
        fhir.concept(FhirCodes.local("consent-purpose", purpose, purpose));
        json.writeEndArray();
        fhir.reference("patient", patient);
        fhir.concept(
                "policyRule",
                FhirCodes.local("consent-policy", "paschima", "Consent of the member, purpose by purpose"));
        json.writeObjectFieldStart("provision");
        json.writeStringField("type", isGiven ? "permit" : "deny");
        json.writeEndObject();
        fhir.end();
    }

    /** @param name the same in every export, and of no other setting */
    private void begin(String type, String name, long version, String status) throws IOException {
        fhir.begin(type, ids.apply("settings/" + name), version, "setting", name, status);
    }
}
