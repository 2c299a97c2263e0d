package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.paschima.contract.NudgePlan;
import org.paschima.http.JsonFields;
import org.paschima.notify.domain.NudgeContexts;
import org.paschima.notify.domain.Settings;

/** What is said of a plan that was taken, but will not bring what it seems to ask for. */
final class PlanWarnings {

    static final JsonFields NONE = _ -> {};

    private PlanWarnings() {}

    static JsonFields of(NudgePlan plan, Settings settings) {
        boolean isNothingLeft = plan.contexts().stream().anyMatch(NudgeContexts::canCarry)
                && !NudgeContexts.leaveSomething(plan.contexts(), settings);
        return json -> {
            if (!isNothingLeft && plan.contexts().stream().allMatch(NudgeContexts::canCarry)) {
                return;
            }
            json.writeArrayFieldStart("warnings");
            for (int i = 0; i < plan.contexts().size(); i++) {
                if (!NudgeContexts.canCarry(plan.contexts().get(i))) {
                    write(json, "/contexts/" + i, "NO_ROOM", "no nudge can be followed there, so none is aimed at it");
                }
            }
            if (isNothingLeft) {
                write(
                        json,
                        "/contexts",
                        "NO_SAFE_CONTENT",
                        "with what is known of the member's screening nothing is left to suggest there");
            }
            json.writeEndArray();
        };
    }

    private static void write(JsonGenerator json, String pointer, String code, String detail) throws IOException {
        json.writeStartObject();
        json.writeStringField("pointer", pointer);
        json.writeStringField("code", code);
        json.writeStringField("detail", detail);
        json.writeEndObject();
    }
}
