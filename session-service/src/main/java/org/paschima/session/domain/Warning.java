package org.paschima.session.domain;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.catalog.Catalog;

/**
 * Something about a record that was kept all the same, and that its sender should look at.
 *
 * @param pointer JSON pointer into the record
 * @param code what it is, from a closed list
 * @param detail the same in a sentence; null where the code says it all
 */
public record Warning(String pointer, String code, @Nullable String detail) {

    public static List<Warning> about(MemberRecord record) {
        var warnings = new ArrayList<Warning>();
        var head = record.head();
        switch (record) {
            case MemberRecord.Practice practice -> {
                offset(warnings, "/startedAt", head.at(), head.zone());
                offset(warnings, "/endedAt", practice.endedAt(), head.zone());
            }
            case MemberRecord.PostureCheck _, MemberRecord.TensionReport _ ->
                offset(warnings, "/at", head.at(), head.zone());
            case MemberRecord.SymptomReport report -> {
                offset(warnings, "/at", head.at(), head.zone());
                unknown(warnings, report);
            }
        }
        return List.copyOf(warnings);
    }

    /**
     * The instant counts and the local day follows from the zone, so an offset that is not the zone's says that one of the
     * two is wrong, or that somebody's rules of the zone are. In UTC, which is how many clients write instants, nothing is
     * said of the zone.
     */
    private static void offset(List<Warning> warnings, String pointer, @Nullable OffsetDateTime at, ZoneId zone) {
        if (at == null || at.getOffset().equals(ZoneOffset.UTC)) {
            return;
        }
        var rightly = zone.getRules().getOffset(at.toInstant());
        if (!rightly.equals(at.getOffset())) {
            warnings.add(new Warning(
                    pointer,
                    "ZONE_OFFSET_DIFFERS",
                    "the offset is " + at.getOffset().getId() + ", but " + zone.getId() + " has " + rightly.getId()
                            + " at that instant; the instant and the zone were kept, and the local date is theirs"));
        }
    }

    /** A symptom that the catalogue does not know is kept, and holds as URGENT (domain.md §5.1): fail closed. */
    private static void unknown(List<Warning> warnings, MemberRecord.SymptomReport report) {
        var symptoms = report.symptoms();
        for (int i = 0; i < symptoms.size(); i++) {
            if (Catalog.v1().tier(symptoms.get(i).code()).isEmpty()) {
                warnings.add(new Warning(
                        "/symptoms/" + i + "/code",
                        "UNKNOWN_SYMPTOM",
                        "the catalogue does not know this symptom; it is kept, and held as urgent"));
            }
        }
    }
}
