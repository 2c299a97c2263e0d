package org.paschima.simulator;

import java.util.List;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Profile;

/** A simulated member with the records of a history, in the order of their instants. */
public record SimulatedMember(MemberId id, Profile profile, List<MemberRecord> records) {
    public SimulatedMember {
        records = List.copyOf(records);
    }
}
