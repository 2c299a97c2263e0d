package org.paschima.insight.wording;

import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Language;
import org.paschima.insight.domain.experiment.Outcome;
import org.paschima.insight.domain.experiment.Outcome.Arm;
import org.paschima.insight.domain.experiment.Outcome.Difference;
import org.paschima.insight.domain.helps.Credit;

/** What a self-experiment shows so far, in plain words (domain.md §3, §5.3). */
public final class ExperimentWords {

    private ExperimentWords() {}

    public static Sentence of(Language language, Outcome outcome) {
        return outcome.difference().map(found -> of(language, outcome, found)).orElseGet(() -> {
            var values = arms(language, outcome.first(), outcome.second());
            values.put("least", Integer.toString(Outcome.LEAST_PAIRS));
            return Sentence.of(language, Template.EXPERIMENT_NOT_ENOUGH_YET, values);
        });
    }

    private static Sentence of(Language language, Outcome outcome, Difference found) {
        if (found.low() <= 0 && found.high() >= 0) {
            var values = arms(language, outcome.first(), outcome.second());
            values.put("low", Words.in(language).signed(found.low()));
            values.put("high", Words.in(language).signed(found.high()));
            return Sentence.of(language, Template.EXPERIMENT_UNCLEAR, values);
        }
        boolean isFirst = found.high() < 0;
        var values = isFirst
                ? arms(language, outcome.first(), outcome.second())
                : arms(language, outcome.second(), outcome.first());
        double near = Math.min(Math.abs(found.low()), Math.abs(found.high()));
        double far = Math.max(Math.abs(found.low()), Math.abs(found.high()));
        values.put("points", Words.in(language).points(Math.abs(found.points())));
        values.put("low", Words.in(language).points(near));
        values.put("high", Words.in(language).points(far));
        return Sentence.of(language, Template.EXPERIMENT_LARGER_DROP, values);
    }

    private static SortedMap<String, String> arms(Language language, Arm first, Arm second) {
        var words = Words.in(language);
        var values = new TreeMap<String, String>();
        values.put("first", words.what(Credit.PRACTICE, first.practice()));
        values.put("second", words.what(Credit.PRACTICE, second.practice()));
        values.put("firstPairs", Integer.toString(first.pairs()));
        values.put("secondPairs", Integer.toString(second.pairs()));
        return values;
    }
}
