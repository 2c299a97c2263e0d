package org.paschima.session.domain;

import java.util.ArrayList;
import java.util.List;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.catalog.Catalog;

/**
 * Something about a record that was kept all the same, and that its sender should look at.
 *
 * @param pointer JSON pointer into the record
 * @param code what it is, from a closed list
 */
public record Warning(String pointer, String code) {

    /** A symptom that the catalogue does not know is kept, and holds as URGENT (domain.md §5.1): fail closed. */
    public static List<Warning> about(MemberRecord record) {
        if (!(record instanceof MemberRecord.SymptomReport report)) {
            return List.of();
        }
        var warnings = new ArrayList<Warning>();
        var symptoms = report.symptoms();
        for (int i = 0; i < symptoms.size(); i++) {
            if (Catalog.v1().tier(symptoms.get(i).code()).isEmpty()) {
                warnings.add(new Warning("/symptoms/" + i + "/code", "UNKNOWN_SYMPTOM"));
            }
        }
        return List.copyOf(warnings);
    }
}
