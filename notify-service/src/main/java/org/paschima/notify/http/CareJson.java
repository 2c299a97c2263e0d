package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.http.AnswerJson;
import org.paschima.notify.domain.Care;
import org.paschima.notify.domain.Phrases;
import org.paschima.notify.domain.ReportedSymptom;
import org.paschima.notify.domain.Suggestion;

/** The care hold and the suggestion of a check, wherever they are told: null where there is none. */
final class CareJson {

    private CareJson() {}

    static void write(
            JsonGenerator json,
            Optional<Care.Hold> hold,
            Optional<Suggestion> suggestion,
            @Nullable String asOf,
            Phrases words)
            throws IOException {
        hold(json, hold, words);
        suggestion(json, suggestion, asOf, words);
    }

    private static void hold(JsonGenerator json, Optional<Care.Hold> hold, Phrases words) throws IOException {
        if (hold.isEmpty()) {
            json.writeNullField("hold");
            return;
        }
        json.writeObjectFieldStart("hold");
        json.writeStringField("tier", hold.get().tier().name());
        AnswerJson.instant(json, "since", hold.get().since());
        json.writeArrayFieldStart("because");
        for (ReportedSymptom symptom : hold.get().because()) {
            json.writeStartObject();
            json.writeStringField("id", symptom.record());
            json.writeStringField("code", symptom.code());
            json.writeEndObject();
        }
        json.writeEndArray();
        AnswerJson.texts(
                json,
                "endsWith",
                Arrays.stream(Statement.values()).map(Statement::wire).toList());
        json.writeStringField("text", words.care(hold.get()));
        json.writeEndObject();
    }

    /** With the position to dismiss it by: what comes later is not dismissed unseen. */
    private static void suggestion(
            JsonGenerator json, Optional<Suggestion> suggestion, @Nullable String asOf, Phrases words)
            throws IOException {
        if (suggestion.isEmpty()) {
            json.writeNullField("routine");
            return;
        }
        json.writeObjectFieldStart("routine");
        json.writeStringField("tier", "ROUTINE");
        AnswerJson.instant(json, "since", suggestion.get().since());
        json.writeArrayFieldStart("because");
        for (var because : suggestion.get().because()) {
            json.writeStartObject();
            json.writeStringField("reason", because.reason().name());
            AnswerJson.instant(json, "since", because.since());
            if (because.code() != null) {
                json.writeStringField("code", because.code());
            }
            json.writeStringField("text", words.because(because));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("content", "BREATH_ONLY");
        json.writeBooleanField("dismissible", true);
        if (asOf != null) {
            json.writeStringField("through", asOf);
        }
        json.writeStringField("text", words.suggestion());
        json.writeEndObject();
    }
}
