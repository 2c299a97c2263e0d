package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Receipt;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.Problems;

/** Reads and writes receipts of decisions, as the log and the store hold them and clients see them. */
public final class ReceiptCodec {

    private ReceiptCodec() {}

    public static byte[] bytes(Receipt receipt) {
        return JsonWriter.bytes(json -> write(json, receipt));
    }

    public static void write(JsonGenerator json, Receipt receipt) throws IOException {
        json.writeStartObject();
        json.writeStringField("decisionId", receipt.decisionId());
        json.writeStringField("slot", WireTime.of(receipt.slot()));
        json.writeStringField("localDate", receipt.localDate().toString());
        json.writeStringField("zone", receipt.zone().getId());
        json.writeStringField("instant", WireTime.of(receipt.instant()));
        json.writeBooleanField("available", receipt.available());
        json.writeArrayFieldStart("reasons");
        for (var reason : receipt.reasons()) {
            json.writeString(reason.name());
        }
        json.writeEndArray();
        RecordWriter.number(json, "probability", receipt.probability());
        RecordWriter.number(json, "draw", receipt.draw());
        json.writeStringField("action", receipt.action().name());
        RecordWriter.text(json, "nudgeId", receipt.nudgeId());
        json.writeStringField("policyVersion", receipt.policyVersion());
        json.writeStringField("tzdata", receipt.tzdata());
        json.writeFieldName("inputs");
        JsonWriter.write(json, receipt.inputs());
        json.writeStringField("text", receipt.text());
        run(json, receipt.run());
        if (receipt.trigger() != null) {
            json.writeStringField("trigger", receipt.trigger().name());
        }
        json.writeEndObject();
    }

    private static void run(JsonGenerator json, Receipt.@Nullable Run run) throws IOException {
        if (run != null) {
            json.writeObjectFieldStart("run");
            json.writeStringField("from", WireTime.of(run.from()));
            json.writeStringField("until", WireTime.of(run.until()));
            json.writeNumberField("slots", run.slots());
            json.writeEndObject();
        }
    }

    private static Receipt.@Nullable Run run(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("from", "until", "slots");
        var from = fields.instant("from");
        var until = fields.instant("until");
        var slots = fields.integer("slots", Receipt.Run.FEWEST, Integer.MAX_VALUE);
        if (from != null && until != null && until.isBefore(from)) {
            fields.problem("until", "RANGE", "until must not be before from");
            return null;
        }
        return from == null || until == null || slots == null ? null : new Receipt.Run(from, until, slots);
    }

    /** A receipt as the log and the store hold it. */
    public static @Nullable Receipt receipt(Fields fields, Problems problems) {
        fields.require("decisionId", "slot", "localDate", "zone", "instant", "available", "reasons", "probability");
        fields.require("action", "policyVersion", "tzdata", "inputs", "text");
        var decisionId = fields.text("decisionId", NudgeCodec.MAX_ID);
        var slot = fields.wallTime("slot");
        var localDate = fields.date("localDate");
        var zone = fields.zone("zone");
        var instant = fields.instant("instant");
        var available = fields.bool("available");
        var reasons = reasons(fields);
        var probability = fields.number("probability", 0, 1);
        var draw = fields.number("draw", 0, 1);
        var action = fields.oneOf("action", Receipt.Action.values(), Receipt.Action::name);
        if (action == Receipt.Action.WITHHELD && reasons.isEmpty()) {
            fields.problem(
                    "reasons", "UNKNOWN_VALUE", "a withheld decision has at least one reason that is known here");
        }
        var nudgeId = fields.text("nudgeId", NudgeCodec.MAX_ID);
        var policyVersion = fields.text("policyVersion", NudgeCodec.MAX_ID);
        var tzdata = fields.text("tzdata", NudgeCodec.MAX_ID);
        var inputs = fields.tree("inputs");
        var text = fields.text("text", 2000);
        var run = run(fields.object("run"));
        var trigger = trigger(fields);
        if (!problems.isEmpty()
                || decisionId == null
                || slot == null
                || localDate == null
                || zone == null
                || instant == null
                || available == null
                || probability == null
                || action == null
                || policyVersion == null
                || tzdata == null
                || inputs == null
                || text == null) {
            return null;
        }
        return new Receipt(
                decisionId,
                slot,
                localDate,
                zone,
                instant,
                available,
                reasons,
                probability,
                draw,
                action,
                nudgeId,
                policyVersion,
                tzdata,
                inputs,
                text,
                run,
                trigger);
    }

    /** One that is not known here yet is passed over, as a reason is. */
    private static Receipt.@Nullable Trigger trigger(Fields fields) {
        var name = fields.text("trigger", NudgeCodec.MAX_ID);
        for (var trigger : Receipt.Trigger.values()) {
            if (trigger.name().equals(name)) {
                return trigger;
            }
        }
        return null;
    }

    private static List<Receipt.Reason> reasons(Fields fields) {
        var reasons = new ArrayList<Receipt.Reason>();
        for (var item : fields.items("reasons", 20)) {
            if (item instanceof Json.Str(var name)) {
                for (var reason : Receipt.Reason.values()) {
                    if (reason.name().equals(name)) {
                        reasons.add(reason);
                    }
                }
            }
        }
        return reasons;
    }
}
