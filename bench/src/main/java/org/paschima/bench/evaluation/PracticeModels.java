package org.paschima.bench.evaluation;

import java.util.List;
import org.paschima.simulator.Model;
import org.paschima.simulator.Parameter;
import org.paschima.simulator.Practising;
import org.paschima.simulator.Scenario;

/** Members of whom it is known what practices do for them. */
final class PracticeModels {

    private PracticeModels() {}

    /**
     * Members who practise and rate often enough for anything to be seen, rate again now and then without practice, and in
     * whom no cue undoes what a practice does.
     */
    private static Model often(Model model) {
        return model.steady()
                .overcorrecting(false)
                .with(Practising.BY_HABIT)
                .with(Parameter.PRACTICE_SHARE_MEAN, 0.8)
                .with(Parameter.PRACTICE_RATED, 0.9)
                .with(Parameter.REPORT_AGAIN, 0.3)
                .with(Parameter.BASELINE_PRONE_SHARE, 1)
                .with(Parameter.BASELINE_PRONE_MEAN, 5)
                .with(Parameter.BASELINE_PRONE_SD, 1)
                .with(Parameter.PRACTICE_SECOND_PART, 0);
    }

    /** All practices do the same for everyone. */
    static Model allTheSame() {
        var model = often(Model.full())
                .with(Parameter.RELIEF_NULL_SHARE, 0)
                .with(Parameter.RELIEF_ADVERSE_SHARE, 0)
                .with(Parameter.RELIEF_SD, 0);
        for (var practice : List.of(
                Parameter.RELIEF_BACK_BODY_BREATH,
                Parameter.RELIEF_TADASANA,
                Parameter.RELIEF_PARSVOTTANASANA,
                Parameter.RELIEF_BHUJANGASANA,
                Parameter.RELIEF_ARDHA_PINCHA_MAYURASANA,
                Parameter.RELIEF_DHANURASANA)) {
            model = model.with(practice, -0.6);
        }
        return model;
    }

    /** One practice is better than the others by a point or more. */
    static Model oneBest() {
        return Scenario.ONE_BEST_PRACTICE.in(often(Model.full()));
    }

    /** Effects as the table draws them. */
    static Model byTheTable() {
        return often(Model.full());
    }

    /** No practice does anything, and they are done when tension is high. */
    static Model nullWhenTense() {
        return Scenario.NULL_PRACTICE_WHEN_TENSE.in(often(Model.full()));
    }
}
