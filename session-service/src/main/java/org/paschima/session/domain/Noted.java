package org.paschima.session.domain;

import java.util.ArrayList;
import java.util.List;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.json.Problems;

/** A record that was read, and what its sender should look at. */
public record Noted(MemberRecord record, List<Warning> warnings) {
    public Noted {
        warnings = List.copyOf(warnings);
    }

    /** A record of whose reading nothing was noted. */
    static Noted of(MemberRecord record) {
        return new Noted(record, Warning.about(record));
    }

    static Noted of(MemberRecord record, Problems problems) {
        var warnings = new ArrayList<>(Warning.about(record));
        problems.warnings().forEach(each -> warnings.add(new Warning(each.pointer(), each.code(), null)));
        return new Noted(record, warnings);
    }
}
