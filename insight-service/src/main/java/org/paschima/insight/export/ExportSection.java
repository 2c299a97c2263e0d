package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.paschima.contract.MemberId;

/**
 * A part of the JSON export that is not derived from the member log, such as what was stated to the member.
 *
 * @param name of its field, a list
 */
public record ExportSection(String name, Items items) {

    /** Writes the items of a member into the list, each a JSON value; reads the store meanwhile, and blocks. */
    @FunctionalInterface
    public interface Items {
        void writeTo(JsonGenerator json, MemberId member) throws IOException;
    }
}
