package org.paschima.notify.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Receipt;
import org.paschima.contract.json.Json;

/** What brought a decision point, among the inputs of its receipt, and back. Its name is the receipt's. */
final class TriggeredJson {

    private TriggeredJson() {}

    static Json write(Triggered by) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("at", new Json.Str(by.at().toString()));
        fields.put("since", new Json.Str(by.since().toString()));
        fields.put("minutes", new Json.Num(by.minutes()));
        fields.put("changes", new Json.Num(by.changes()));
        return new Json.Obj(fields);
    }

    /** Null where a slot of the plan did. */
    static @Nullable Triggered read(Receipt receipt) {
        var trigger = receipt.trigger();
        if (trigger == null) {
            return null;
        }
        if (receipt.inputs().fields().get("trigger") instanceof Json.Obj(var seen)
                && seen.get("at") instanceof Json.Str(var at)
                && seen.get("since") instanceof Json.Str(var since)
                && seen.get("minutes") instanceof Json.Num(var minutes)
                && seen.get("changes") instanceof Json.Num(var changes)) {
            return new Triggered(trigger, Instant.parse(at), Instant.parse(since), (int) minutes, (int) changes);
        }
        throw new IllegalArgumentException("a receipt with a trigger says what was observed");
    }
}
