package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.NudgePlan.ZonePolicy;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.SlotZone;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;

/**
 * What a plan says of single slots, of days of the week, of zones, triggers and channels. What is empty is left out, so a plan without them has the bytes, and the digest, that it had before they were known.
 */
final class PlanRulesCodec {

    private static final int WEEK = 7;
    private static final int MOST_CONTEXTS = 10;

    private PlanRulesCodec() {}

    static List<SlotRule> slotRules(Fields fields, List<LocalTime> slots, Problems problems) {
        List<SlotRule> rules = fields.objects("slotRules", NudgePlan.MAX_SLOTS, PlanRulesCodec::slotRule);
        var seen = new HashSet<LocalTime>();
        for (int i = 0; i < rules.size(); i++) {
            var slot = rules.get(i).slot();
            var at = fields.at("slotRules") + "/" + i + "/slot";
            if (!slots.contains(slot)) {
                problems.add(at, "UNKNOWN_VALUE", slot + " is none of the slots of the plan");
            } else if (!seen.add(slot)) {
                problems.add(at, "DUPLICATE", slot + " is there twice");
            }
        }
        return rules;
    }

    private static @Nullable SlotRule slotRule(Fields fields) {
        fields.require("slot");
        var slot = fields.wallTime("slot");
        var days = RestCodec.weekdays(fields, "days");
        var recurrence = RecurrenceCodec.read(fields);
        var off = fields.bool("off");
        var contexts = fields.codes(
                "contexts", MOST_CONTEXTS, RecordReader.CATALOG::hasContext, "the contexts of the catalogue");
        var seconds = fields.integer("seconds", SlotRule.LEAST_SECONDS, SlotRule.MOST_SECONDS);
        if (fields.has("rule") && !days.isEmpty()) {
            fields.problem("days", "UNEXPECTED", "days and rule exclude each other; BYDAY says days of the week too");
            return null;
        }
        return slot == null ? null : new SlotRule(slot, days, recurrence, off != null && off, contexts, seconds);
    }

    static List<QuietDays> quietDays(Fields fields) {
        return fields.objects("quietDays", WEEK, PlanRulesCodec::ofDays);
    }

    private static @Nullable QuietDays ofDays(Fields fields) {
        fields.require("days");
        var days = RestCodec.weekdays(fields, "days");
        if (fields.isEmptyArray("days")) {
            fields.problem("days", "REQUIRED", "days must name at least one day of the week");
        }
        if (!fields.has("from") && !fields.has("to")) {
            return new QuietDays(days, null);
        }
        fields.require("from");
        var from = fields.wallTime("from");
        fields.require("to");
        var to = fields.wallTime("to");
        return from == null || to == null ? null : new QuietDays(days, new QuietHours(from, to));
    }

    /** {@code homeZone} under HOME, {@code followRecords} under FOLLOW_ME: neither says anything under the other policy. */
    static SlotZone slotZone(Fields fields, ZonePolicy policy) {
        var home = fields.zone("homeZone");
        var followed = fields.bool("followRecords");
        if (home != null && policy != ZonePolicy.HOME) {
            fields.problem("homeZone", "NOT_APPLICABLE", "homeZone needs the zonePolicy HOME");
        }
        if (followed != null && followed && policy != ZonePolicy.FOLLOW_ME) {
            fields.problem("followRecords", "NOT_APPLICABLE", "followRecords needs the zonePolicy FOLLOW_ME");
        }
        if (home != null) {
            return new SlotZone.Named(home);
        }
        return followed != null && followed ? SlotZone.RECORDS : SlotZone.PROFILE;
    }

    static NudgeTriggers triggers(@Nullable Fields fields) {
        if (fields == null) {
            return NudgeTriggers.OFF;
        }
        var stillMinutes =
                fields.integer("stillMinutes", NudgeTriggers.LEAST_STILL_MINUTES, NudgeTriggers.MOST_STILL_MINUTES);
        var lowVariety = fields.bool("lowVariety");
        fields.end();
        return new NudgeTriggers(stillMinutes, lowVariety != null && lowVariety);
    }

    private static void write(JsonGenerator json, NudgeTriggers triggers) throws IOException {
        if (!triggers.isOff()) {
            json.writeObjectFieldStart("triggers");
            RecordWriter.integer(json, "stillMinutes", triggers.stillMinutes());
            if (triggers.lowVariety()) {
                json.writeBooleanField("lowVariety", true);
            }
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, SlotZone zone) throws IOException {
        switch (zone) {
            case SlotZone.OfProfile() -> {}
            case SlotZone.Named(var home) -> json.writeStringField("homeZone", home.getId());
            case SlotZone.OfRecords() -> json.writeBooleanField("followRecords", true);
        }
    }

    static void write(JsonGenerator json, NudgePlan plan) throws IOException {
        if (!plan.slotRules().isEmpty()) {
            json.writeArrayFieldStart("slotRules");
            for (var rule : plan.slotRules()) {
                write(json, rule);
            }
            json.writeEndArray();
        }
        if (!plan.quietDays().isEmpty()) {
            json.writeArrayFieldStart("quietDays");
            for (var quiet : plan.quietDays()) {
                json.writeStartObject();
                RestCodec.writeWeekdays(json, "days", quiet.days());
                if (quiet.hours() != null) {
                    json.writeStringField("from", WireTime.of(quiet.hours().from()));
                    json.writeStringField("to", WireTime.of(quiet.hours().to()));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        write(json, plan.slotZone());
        write(json, plan.triggers());
        ChannelsCodec.write(json, plan.channels());
    }

    private static void write(JsonGenerator json, SlotRule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("slot", WireTime.of(rule.slot()));
        if (!rule.days().isEmpty()) {
            RestCodec.writeWeekdays(json, "days", rule.days());
        }
        RecurrenceCodec.write(json, rule.recurrence());
        if (rule.off()) {
            json.writeBooleanField("off", true);
        }
        if (!rule.contexts().isEmpty()) {
            RecordWriter.words(json, "contexts", rule.contexts());
        }
        RecordWriter.integer(json, "seconds", rule.seconds());
        json.writeEndObject();
    }
}
