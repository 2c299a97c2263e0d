package org.paschima.insight.store;

import java.util.List;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.insight.domain.experiment.SelfExperiment;

/**
 * Where self-experiments are kept. A member has at most one that is open. What a call says was written is on the disks of
 * a majority.
 *
 * <p>Calls block, and throw {@link org.paschima.log.StoreUnavailableException} when the store is away: a write may
 * then have happened.
 */
public interface Experiments {

    Optional<SelfExperiment> find(MemberId member, String id);

    Optional<SelfExperiment> open(MemberId member);

    /** The newest first, at most so many. */
    List<SelfExperiment> newest(MemberId member, int most);

    /** Whether it was added: neither its id was taken, nor was another open. */
    boolean add(MemberId member, SelfExperiment experiment);

    /** Whether it was replaced: what is kept has the revision before. */
    boolean replace(MemberId member, SelfExperiment next);
}
