package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.paschima.contract.MemberId;
import org.paschima.insight.store.MemberExport;

/**
 * Everything as an R4 Bundle (type {@code collection}): one Patient with an opaque id, a Consent for each purpose, an
 * Observation for each value, a Procedure for each practice session, whose parts and ratings are Observations that are part
 * of it, a Communication for what was said, drawn and decided.
 *
 * <p>Codes of our own come first; LOINC and SNOMED CT where domain.md §1.3 names one. Ids are the same in every export, so
 * that a receiver can tell what it has already.
 */
final class FhirExport {

    /** What is broken off stays without its end. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private final OutputStream out;
    private final MemberId member;
    private final String patient;

    FhirExport(OutputStream out, MemberId member) {
        this.out = out;
        this.member = member;
        this.patient = id("patient");
    }

    private String id(String name) {
        return UUID.nameUUIDFromBytes(("paschima/" + member.key() + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    void write(MemberExport export, List<ExportSection> sections) throws IOException {
        try (var json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("resourceType", "Bundle");
            json.writeObjectFieldStart("identifier");
            json.writeStringField("system", FhirCodes.BASE + "as-of");
            json.writeStringField("value", export.asOf().text());
            json.writeEndObject();
            json.writeStringField("type", "collection");
            json.writeArrayFieldStart("entry");
            new FhirSettings(json, export.settings(), patient, this::id).write();
            for (var kept : export.records()) {
                new FhirRecord(json, kept.record(), patient, this::id).write();
            }
            var happenings = new FhirHappenings(json, patient, this::id);
            for (var section : sections) {
                section.happenings().forEach(member, happenings::write);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
