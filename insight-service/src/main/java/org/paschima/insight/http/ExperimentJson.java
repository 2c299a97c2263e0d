package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.paschima.contract.Language;
import org.paschima.http.AnswerJson;
import org.paschima.insight.domain.experiment.Outcome;
import org.paschima.insight.domain.experiment.SelfExperiment;
import org.paschima.insight.domain.experiment.SelfExperiment.Draw;
import org.paschima.insight.domain.helps.PowerGuide;
import org.paschima.insight.wording.ExperimentWords;

/** Self-experiments as they are answered. */
final class ExperimentJson {

    private static final double PROBABILITY = 0.5;
    private static final double USUAL_SD = 1.3;

    private ExperimentJson() {}

    static void head(JsonGenerator json, SelfExperiment experiment) throws IOException {
        json.writeStringField("id", experiment.id());
        AnswerJson.texts(json, "practices", List.of(experiment.first(), experiment.second()));
        json.writeStringField("region", experiment.region());
        var moment = experiment.moment();
        json.writeStringField("moment", moment == null ? "any" : moment.wire());
        var note = experiment.note();
        if (note != null) {
            json.writeStringField("note", note);
        }
        AnswerJson.instant(json, "startedAt", experiment.startedAt());
        AnswerJson.instant(json, "endedAt", experiment.endedAt());
        json.writeNumberField("drawCount", experiment.draws().size());
    }

    static void draw(JsonGenerator json, Draw draw) throws IOException {
        json.writeStringField("drawId", draw.id());
        json.writeNumberField("number", draw.number());
        AnswerJson.instant(json, "at", draw.at());
        json.writeStringField("practice", draw.practice());
        AnswerJson.number(json, "probability", PROBABILITY);
        AnswerJson.instant(json, "standsUntil", draw.at().plus(SelfExperiment.STANDS));
    }

    static void outcome(JsonGenerator json, Language language, Outcome outcome) throws IOException {
        json.writeArrayFieldStart("draws");
        for (var observed : outcome.outcomes()) {
            json.writeStartObject();
            draw(json, observed.draw());
            var pair = observed.pair();
            if (pair == null) {
                json.writeNullField("pair");
            } else {
                json.writeObjectFieldStart("pair");
                AnswerJson.number(json, "before", pair.before());
                AnswerJson.number(json, "after", pair.after());
                AnswerJson.number(json, "change", pair.change());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("arms");
        arm(json, outcome.first());
        arm(json, outcome.second());
        json.writeEndArray();
        json.writeObjectFieldStart("difference");
        var difference = outcome.difference();
        AnswerJson.number(
                json, "points", difference.map(Outcome.Difference::points).orElse(null));
        AnswerJson.number(json, "low", difference.map(Outcome.Difference::low).orElse(null));
        AnswerJson.number(json, "high", difference.map(Outcome.Difference::high).orElse(null));
        AnswerJson.number(json, "df", difference.map(Outcome.Difference::df).orElse(null));
        AnswerJson.number(json, "confidence", Outcome.CONFIDENCE);
        json.writeStringField("method", "welch-intention-to-treat");
        json.writeNumberField("pairsOfEachForOnePoint", PowerGuide.pairsOfEach(1, USUAL_SD));
        if (difference.isEmpty()) {
            json.writeStringField("reason", "NOT_ENOUGH_DATA");
        }
        json.writeEndObject();
        var sentence = ExperimentWords.of(language, outcome);
        json.writeStringField("template", sentence.template().id());
        json.writeStringField("text", sentence.text());
    }

    private static void arm(JsonGenerator json, Outcome.Arm arm) throws IOException {
        json.writeStartObject();
        json.writeStringField("practice", arm.practice());
        json.writeNumberField("draws", arm.draws());
        json.writeNumberField("pairs", arm.pairs());
        AnswerJson.number(json, "meanChange", arm.mean());
        json.writeEndObject();
    }
}
