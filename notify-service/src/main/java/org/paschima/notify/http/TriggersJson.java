package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.Receipt.Trigger;

/** What may bring a decision point besides the slots, as answers tell of what is to come. */
final class TriggersJson {

    private TriggersJson() {}

    static void write(JsonGenerator json, NudgeTriggers triggers) throws IOException {
        json.writeArrayFieldStart("triggers");
        if (triggers.stillMinutes() != null) {
            json.writeString(Trigger.STATIC_BOUT.name());
        }
        if (triggers.lowVariety()) {
            json.writeString(Trigger.LOW_VARIETY.name());
        }
        json.writeEndArray();
    }
}
