package org.paschima.simulator;

import java.util.List;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Profile;

/** A simulated member with the records of a history, in the order of their instants, and the truth behind them. */
public final class SimulatedMember {

    private final MemberId id;
    private final Profile profile;
    private final List<MemberRecord> records;
    private final Truth truth;
    private final Parameters parameters;
    private final Streams streams;

    SimulatedMember(
            MemberId id,
            Profile profile,
            List<MemberRecord> records,
            Truth truth,
            Parameters parameters,
            Streams streams) {
        this.id = id;
        this.profile = profile;
        this.records = List.copyOf(records);
        this.truth = truth;
        this.parameters = parameters;
        this.streams = streams;
    }

    public MemberId id() {
        return id;
    }

    public Profile profile() {
        return profile;
    }

    /** As the member gave them, each once, none corrected. */
    public List<MemberRecord> records() {
        return records;
    }

    public Truth truth() {
        return truth;
    }

    /** The same records as they arrive in a log: late, twice, corrected and deleted (domain.md §6.2, disorder). */
    public Deliveries deliveries() {
        return Deliveries.of(this, parameters, streams.of(Aspect.DISORDER));
    }
}
