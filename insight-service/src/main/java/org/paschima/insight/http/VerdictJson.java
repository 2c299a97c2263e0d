package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.paschima.http.AnswerJson;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.change.Verdict;
import org.paschima.insight.domain.statistics.Kendall;
import org.paschima.insight.wording.Sentence;

/** Verdicts as answers write them, whole or as a look. */
final class VerdictJson {

    static final String NOT_ENOUGH_DATA = "NOT_ENOUGH_DATA";

    private VerdictJson() {}

    /** Conclusion, interval, and the probability; what a look shows. */
    static void conclusion(JsonGenerator json, Verdict verdict, Tier tier) throws IOException {
        json.writeStringField("verdict", verdict.conclusion().name());
        json.writeStringField("tier", tier.name());
        var found = verdict.found();
        AnswerJson.number(json, "change", found.map(Verdict.Found::change));
        AnswerJson.number(json, "low", found.map(Verdict.Found::low));
        AnswerJson.number(json, "high", found.map(Verdict.Found::high));
        AnswerJson.number(
                json,
                "confidence",
                Optional.of(found.map(Verdict.Found::confidence).orElse(1 - Verdict.ALPHA)));
        AnswerJson.number(json, "p", found.map(Verdict.Found::p));
        if (found.isPresent() && found.get().compared() > 1) {
            AnswerJson.number(json, "adjustedP", found.map(Verdict.Found::adjustedP));
            json.writeNumberField("compared", found.get().compared());
        }
        json.writeNumberField("n", verdict.days());
        if (found.isEmpty()) {
            json.writeStringField("reason", NOT_ENOUGH_DATA);
        }
    }

    /** What the conclusion rests on. */
    static void grounds(JsonGenerator json, Verdict verdict) throws IOException {
        var window = verdict.window();
        var found = verdict.found();
        AnswerJson.number(json, "df", found.map(Verdict.Found::df));
        side(json, "first", verdict.first(), window.first(), window.lastOfFirst());
        side(json, "second", verdict.second(), window.split(), window.last());
        AnswerJson.number(json, "minimalImportantChange", found.map(Verdict.Found::minimalImportantChange));
        json.writeObjectFieldStart("kendall");
        AnswerJson.number(json, "s", found.map(each -> (double) each.kendall().s()));
        AnswerJson.number(json, "z", found.map(each -> each.kendall().z()));
        AnswerJson.number(json, "p", found.map(each -> each.kendall().p()));
        json.writeEndObject();
        json.writeObjectFieldStart("rankShift");
        AnswerJson.number(json, "shift", found.map(each -> each.ranks().shift()));
        AnswerJson.number(json, "p", found.map(each -> each.ranks().p()));
        json.writeEndObject();
        AnswerJson.number(
                json,
                "serialCorrelation",
                found.map(Verdict.Found::kendall).map(Kendall::correlation).map(each -> each.shrunk()));
        json.writeStringField("timeOfDay", verdict.adjustment().name());
        json.writeStringField("method", Verdict.METHOD);
        json.writeNumberField("algorithmVersion", Verdict.ALGORITHM_VERSION);
    }

    private static void side(JsonGenerator json, String name, Verdict.Side side, LocalDate from, LocalDate to)
            throws IOException {
        json.writeObjectFieldStart(name);
        AnswerJson.days(json, from, to);
        json.writeNumberField("days", side.days());
        AnswerJson.number(json, "mean", side.mean());
        AnswerJson.number(json, "vif", side.inflation());
        json.writeEndObject();
    }

    static void words(JsonGenerator json, Sentence sentence) throws IOException {
        json.writeStringField("template", sentence.template().id());
        json.writeStringField("text", sentence.text());
    }
}
