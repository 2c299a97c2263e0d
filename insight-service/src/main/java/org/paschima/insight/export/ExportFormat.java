package org.paschima.insight.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.insight.store.MemberExport;

/** The formats of an export. */
public enum ExportFormat {
    JSON("json", "application/json"),
    CSV("csv", "text/csv; charset=utf-8"),
    FHIR("fhir", "application/fhir+json");

    private final String wire;
    private final String contentType;

    ExportFormat(String wire, String contentType) {
        this.wire = wire;
        this.contentType = contentType;
    }

    public static Optional<ExportFormat> of(String text) {
        return Arrays.stream(values()).filter(each -> each.wire.equals(text)).findFirst();
    }

    /** The first that an {@code Accept} header names; JSON where it names none, as <code>*&#47;*</code> does. */
    public static ExportFormat accepted(String accept) {
        return Arrays.stream(accept.split(",", -1))
                .map(ExportFormat::mediaType)
                .flatMap(named -> Arrays.stream(values())
                        .filter(each -> mediaType(each.contentType).equals(named)))
                .findFirst()
                .orElse(JSON);
    }

    private static String mediaType(String text) {
        return text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    public String fileName() {
        return this == FHIR ? "paschima-export.fhir.json" : "paschima-export." + wire;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * Writes all of it, record by record.
     *
     * @param sections what is not of the log
     */
    public void write(MemberId member, MemberExport export, List<ExportSection> sections, OutputStream out)
            throws IOException {
        switch (this) {
            case JSON -> new JsonExport(out).write(member, export, sections);
            case CSV -> new CsvExport(out).write(member, export, sections);
            case FHIR -> new FhirExport(out, member).write(export, sections);
        }
    }
}
