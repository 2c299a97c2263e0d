package org.paschima.insight.domain.experiment;

import org.paschima.contract.KeyedDraw;
import org.paschima.contract.MemberId;

/** Chance, with probability one half: a {@link KeyedDraw} over member, experiment and number of the draw. */
public final class FairCoin {

    static final double PROBABILITY = 0.5;

    private static final int ID_BYTES = 12;

    private final KeyedDraw chance;

    public FairCoin(byte[] key) {
        this.chance = new KeyedDraw(key);
    }

    /** Which of the two practices. */
    public String draw(MemberId member, SelfExperiment experiment, int number) {
        return chance.uniform("draw|" + member.key() + "|" + experiment.id() + "|" + number) < PROBABILITY
                ? experiment.first()
                : experiment.second();
    }

    /** Names the experiment that a key of the client asked for: the same key, the same experiment. */
    public String experimentId(MemberId member, String idempotencyKey) {
        return "x-" + chance.name("id|" + member.key() + "|" + idempotencyKey, ID_BYTES);
    }
}
