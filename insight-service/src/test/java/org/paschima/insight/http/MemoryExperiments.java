package org.paschima.insight.http;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.insight.domain.experiment.SelfExperiment;
import org.paschima.insight.store.Experiments;

/** Kept as long as the test runs. */
public final class MemoryExperiments implements Experiments {

    private final Map<MemberId, Map<String, SelfExperiment>> kept = new HashMap<>();

    private Map<String, SelfExperiment> of(MemberId member) {
        return kept.computeIfAbsent(member, _ -> new HashMap<>());
    }

    @Override
    public synchronized Optional<SelfExperiment> find(MemberId member, String id) {
        return Optional.ofNullable(of(member).get(id));
    }

    @Override
    public synchronized Optional<SelfExperiment> open(MemberId member) {
        return of(member).values().stream().filter(SelfExperiment::isOpen).findFirst();
    }

    @Override
    public synchronized List<SelfExperiment> newest(MemberId member, int most) {
        return of(member).values().stream()
                .sorted(Comparator.comparing(SelfExperiment::startedAt).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized boolean add(MemberId member, SelfExperiment experiment) {
        if (find(member, experiment.id()).isPresent()
                || (experiment.isOpen() && open(member).isPresent())) {
            return false;
        }
        of(member).put(experiment.id(), experiment);
        return true;
    }

    @Override
    public synchronized boolean replace(MemberId member, SelfExperiment next) {
        var before = find(member, next.id());
        if (before.isEmpty() || before.get().revision() != next.revision() - 1) {
            return false;
        }
        of(member).put(next.id(), next);
        return true;
    }
}
