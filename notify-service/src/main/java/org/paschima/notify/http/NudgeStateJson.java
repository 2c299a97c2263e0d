package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.paschima.http.AnswerJson;
import org.paschima.notify.domain.NudgeState;
import org.paschima.notify.domain.NudgeState.Open;
import org.paschima.notify.domain.NudgeState.Over;
import org.paschima.notify.domain.NudgeState.Planned;
import org.paschima.notify.domain.NudgeState.Withdrawn;

/** Writes where a nudge is in its life, with the times at which it came there. */
final class NudgeStateJson {

    private NudgeStateJson() {}

    /** The fields of the object that is begun. */
    static void fields(JsonGenerator json, String nudgeId, NudgeState state) throws IOException {
        json.writeStringField("nudgeId", nudgeId);
        json.writeStringField("state", state.word());
        AnswerJson.instant(json, "at", state.at());
        switch (state) {
            case Planned planned -> AnswerJson.instant(json, "planned", planned.at());
            case Open open -> way(json, open);
            case Over over -> way(json, over.before());
        }
        if (state instanceof Withdrawn withdrawn) {
            json.writeStringField("reason", withdrawn.reason().name());
        }
    }

    private static void way(JsonGenerator json, Open open) throws IOException {
        AnswerJson.instant(json, "planned", open.sent().planned().at());
        AnswerJson.instant(json, "sent", open.sent().at());
        json.writeObjectFieldStart("delivered");
        for (var channel : open.delivered().entrySet()) {
            AnswerJson.instant(json, channel.getKey(), channel.getValue());
        }
        json.writeEndObject();
        var opened = open.opened();
        if (opened != null) {
            AnswerJson.instant(json, "opened", opened);
        }
    }
}
