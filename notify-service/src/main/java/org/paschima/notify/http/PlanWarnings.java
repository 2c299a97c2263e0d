package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgePlan;
import org.paschima.http.JsonFields;
import org.paschima.notify.domain.NudgeContexts;
import org.paschima.notify.domain.Settings;

/** What is said of a plan that was taken, but will not bring what it seems to ask for. */
final class PlanWarnings {

    static final JsonFields NONE = _ -> {};

    private PlanWarnings() {}

    private record Warning(String pointer, String code, String detail) {
        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("pointer", pointer);
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        }
    }

    /** @param receivers where a nudge would reach somebody; asked for where the plan chooses */
    static JsonFields of(NudgePlan plan, Settings settings, Supplier<Set<NudgeChannel>> receivers) {
        var warnings = new ArrayList<Warning>();
        contexts(plan, settings, warnings);
        if (!plan.channels().isAll()) {
            var reached = receivers.get();
            channels("slots", plan.channels().slots(), reached, warnings);
            if (!plan.triggers().isOff()) {
                channels("triggers", plan.channels().triggers(), reached, warnings);
            }
        }
        return warnings.isEmpty() ? NONE : json -> write(json, warnings);
    }

    private static void contexts(NudgePlan plan, Settings settings, List<Warning> warnings) {
        for (int i = 0; i < plan.contexts().size(); i++) {
            if (!NudgeContexts.canCarry(plan.contexts().get(i))) {
                warnings.add(new Warning(
                        "/contexts/" + i, "NO_ROOM", "no nudge can be followed there, so none is aimed at it"));
            }
        }
        if (plan.contexts().stream().anyMatch(NudgeContexts::canCarry)
                && !NudgeContexts.leaveSomething(plan.contexts(), settings)) {
            warnings.add(new Warning(
                    "/contexts",
                    "NO_SAFE_CONTENT",
                    "with what is known of the member's screening nothing is left to suggest there"));
        }
    }

    private static void channels(
            String kind, Set<NudgeChannel> chosen, Set<NudgeChannel> reached, List<Warning> warnings) {
        if (Collections.disjoint(chosen, reached)) {
            warnings.add(new Warning(
                    "/channels/" + kind,
                    "NO_RECEIVER",
                    "nothing is there yet that would show them: subscribe a browser, confirm an e-mail address, have the"
                            + " studio register a webhook, or name client too"));
        }
    }

    private static void write(JsonGenerator json, List<Warning> warnings) throws IOException {
        json.writeArrayFieldStart("warnings");
        for (var warning : warnings) {
            warning.write(json);
        }
        json.writeEndArray();
    }
}
