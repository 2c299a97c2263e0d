package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.paschima.contract.MemberId;

/**
 * A part of an export that is not derived from the member log, such as what was stated to the member.
 *
 * @param name of its field in JSON, a list
 * @param items its items as answers show them
 * @param happenings the same for CSV and FHIR
 */
public record ExportSection(String name, Items items, Happenings happenings) {

    /** Writes the items of a member into the list, each a JSON value; reads the store meanwhile, and blocks. */
    @FunctionalInterface
    public interface Items {
        void writeTo(JsonGenerator json, MemberId member) throws IOException;
    }

    /** Gives each to the reader; reads the store meanwhile, and blocks. */
    @FunctionalInterface
    public interface Happenings {
        void forEach(MemberId member, Reader reader) throws IOException;
    }

    /** Takes one. */
    @FunctionalInterface
    public interface Reader {
        void read(Happening happening) throws IOException;
    }
}
