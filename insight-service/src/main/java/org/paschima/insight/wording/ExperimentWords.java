package org.paschima.insight.wording;

import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.experiment.Outcome;
import org.paschima.insight.domain.experiment.Outcome.Arm;
import org.paschima.insight.domain.experiment.Outcome.Difference;
import org.paschima.insight.domain.helps.Credit;

/** What a self-experiment shows so far, in plain words (domain.md §3, §5.3). */
public final class ExperimentWords {

    private ExperimentWords() {}

    public static Sentence of(Outcome outcome) {
        return outcome.difference().map(found -> of(outcome, found)).orElseGet(() -> {
            var values = arms(outcome.first(), outcome.second());
            values.put("least", Integer.toString(Outcome.LEAST_PAIRS));
            return Sentence.of(Template.EXPERIMENT_NOT_ENOUGH_YET, values);
        });
    }

    private static Sentence of(Outcome outcome, Difference found) {
        if (found.low() <= 0 && found.high() >= 0) {
            var values = arms(outcome.first(), outcome.second());
            values.put("low", HelpsWords.signed(found.low()));
            values.put("high", HelpsWords.signed(found.high()));
            return Sentence.of(Template.EXPERIMENT_UNCLEAR, values);
        }
        boolean isFirst = found.high() < 0;
        var values = isFirst ? arms(outcome.first(), outcome.second()) : arms(outcome.second(), outcome.first());
        double near = Math.min(Math.abs(found.low()), Math.abs(found.high()));
        double far = Math.max(Math.abs(found.low()), Math.abs(found.high()));
        values.put("points", Words.points(Math.abs(found.points())));
        values.put("low", Words.points(near));
        values.put("high", Words.points(far));
        return Sentence.of(Template.EXPERIMENT_LARGER_DROP, values);
    }

    private static SortedMap<String, String> arms(Arm first, Arm second) {
        var values = new TreeMap<String, String>();
        values.put("first", HelpsWords.what(Credit.PRACTICE, first.practice()));
        values.put("second", HelpsWords.what(Credit.PRACTICE, second.practice()));
        values.put("firstPairs", Integer.toString(first.pairs()));
        values.put("secondPairs", Integer.toString(second.pairs()));
        return values;
    }
}
