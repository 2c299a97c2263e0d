package org.paschima.simulator;

import java.util.List;
import java.util.Map;
import org.paschima.contract.RecordId;
import org.paschima.contract.catalog.SymptomTier;

/**
 * What is true of a simulated member, beside the records that show it dimly. Nothing of it is in the log.
 *
 * @param latent the tension at any moment
 * @param changes true changes of the usual tension, with the day they begin
 * @param redFlags symptoms that must be caught without exception
 * @param decisions nudges and what they did; empty unless the model nudges
 */
public record Truth(
        Traits traits,
        Latent latent,
        List<Change> changes,
        List<RedFlag> redFlags,
        List<NudgeTrial.Decision> decisions) {

    public Truth {
        changes = List.copyOf(changes);
        redFlags = List.copyOf(redFlags);
        decisions = List.copyOf(decisions);
    }

    /** A symptom that was stated. */
    public record RedFlag(RecordId record, String code, SymptomTier tier) {}

    /** The true change right after each practice, points; less is better. */
    public Map<String, Double> practiceEffects() {
        return traits.relief();
    }
}
