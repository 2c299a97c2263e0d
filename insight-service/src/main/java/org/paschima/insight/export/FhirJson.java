package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Side;
import org.paschima.insight.export.FhirCodes.Code;

/** Writes the data types of FHIR R4 that an export needs. */
final class FhirJson {

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final String UCUM = "http://unitsofmeasure.org";

    private final JsonGenerator json;

    FhirJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Begins an entry with a resource that has an id of ours and a status, up to its own fields.
     *
     * @param version null where it has none
     * @param system what kind of id {@code value} is
     */
    void begin(String type, String id, @Nullable Long version, String system, String value, String status)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("fullUrl", "urn:uuid:" + id);
        json.writeObjectFieldStart("resource");
        json.writeStringField("resourceType", type);
        json.writeStringField("id", id);
        if (version != null) {
            json.writeObjectFieldStart("meta");
            json.writeStringField("versionId", version.toString());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("identifier");
        json.writeStartObject();
        json.writeStringField("system", FhirCodes.BASE + system);
        json.writeStringField("value", value);
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringField("status", status);
    }

    /** Ends the resource and its entry. */
    void end() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
    }

    void instant(String name, OffsetDateTime at) throws IOException {
        json.writeStringField(name, INSTANT.format(at));
    }

    void reference(String name, String id) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("reference", "urn:uuid:" + id);
        json.writeEndObject();
    }

    void quantity(String name, double value, String unit, String ucum) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeFieldName("value");
        json.writeNumber(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
        if (!unit.isEmpty()) {
            json.writeStringField("unit", unit);
        }
        json.writeStringField("system", UCUM);
        json.writeStringField("code", ucum);
        json.writeEndObject();
    }

    void concept(String name, Code code) throws IOException {
        json.writeFieldName(name);
        concept(code);
    }

    /** A CodeableConcept: our own code first, then the standard ones that mean the same. */
    void concept(Code code) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("coding");
        for (var coding : code.codings()) {
            json.writeStartObject();
            json.writeStringField("system", coding.system());
            json.writeStringField("code", coding.code());
            if (!coding.display().isEmpty()) {
                json.writeStringField("display", coding.display());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("text", code.text());
        json.writeEndObject();
    }

    void region(String region, Side side) throws IOException {
        concept("bodySite", FhirCodes.region(region, side));
    }

    /** Which side is meant; nothing where none was given, which is what both stands for. */
    void side(Side side) throws IOException {
        if (side != Side.BOTH) {
            concept("bodySite", FhirCodes.side(side));
        }
    }
}
