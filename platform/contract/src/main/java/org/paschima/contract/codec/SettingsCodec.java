package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgePlan.ZonePolicy;
import org.paschima.contract.Profile;
import org.paschima.contract.Screening;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.WrittenForms;

/**
 * Reads and writes a member's settings: profile, consents, screening, nudge plan. A reader returns null exactly when
 * something was added to the problems.
 */
public final class SettingsCodec {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

    /** How many tags a plan may be sent under. */
    public static final int MAX_TAGS = 20;

    private SettingsCodec() {}

    public static @Nullable Profile profile(Fields fields, Problems problems) {
        int before = problems.size();
        fields.require("zone");
        var zone = fields.zone("zone");
        var dayStart = HeadReader.dayStart(fields);
        var language = fields.text("language", LANGUAGE.asMatchPredicate(), "a language tag, as en or de-CH");
        var birthYear = fields.integer("birthYear", 1900, 2100);
        var rest = RestCodec.read(fields);
        var groups = fields.identifiers("groups", Profile.MAX_GROUPS);
        var version = HeadReader.version(fields, true);
        fields.end();
        if (problems.size() > before || zone == null || dayStart == null || version == null) {
            return null;
        }
        return new Profile(zone, dayStart, language, birthYear, rest, groups, version);
    }

    public static void write(JsonGenerator json, Profile profile) throws IOException {
        json.writeStartObject();
        json.writeStringField("zone", profile.zone().getId());
        json.writeStringField("dayStart", WireTime.of(profile.dayStart()));
        RecordWriter.text(json, "language", profile.language());
        RecordWriter.integer(json, "birthYear", profile.birthYear());
        RestCodec.write(json, profile.rest());
        RecordWriter.words(json, "groups", profile.groups());
        json.writeNumberField("version", profile.version());
        json.writeEndObject();
    }

    public static @Nullable Consents consents(Fields fields, Problems problems) {
        int before = problems.size();
        boolean tracking = given(fields, "tracking");
        boolean nudging = given(fields, "nudging");
        boolean research = given(fields, "research");
        boolean teacher = given(fields, "teacher");
        var version = HeadReader.version(fields, true);
        fields.end();
        return problems.size() > before || version == null
                ? null
                : new Consents(tracking, nudging, research, teacher, version);
    }

    private static boolean given(Fields fields, String name) {
        var consent = fields.bool(name);
        return consent != null && consent;
    }

    public static void write(JsonGenerator json, Consents consents) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("tracking", consents.tracking());
        json.writeBooleanField("nudging", consents.nudging());
        json.writeBooleanField("research", consents.research());
        json.writeBooleanField("teacher", consents.teacher());
        json.writeNumberField("version", consents.version());
        json.writeEndObject();
    }

    public static @Nullable Screening screening(Fields fields, Problems problems) {
        int before = problems.size();
        fields.require("conditions");
        var conditions = fields.codes(
                "conditions", 50, RecordReader.CATALOG::hasCondition, "the screening conditions of the catalogue");
        var version = HeadReader.version(fields, true);
        fields.end();
        return problems.size() > before || version == null ? null : new Screening(conditions, version);
    }

    public static void write(JsonGenerator json, Screening screening) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("conditions");
        for (var condition : screening.conditions()) {
            json.writeString(condition);
        }
        json.writeEndArray();
        json.writeNumberField("version", screening.version());
        json.writeEndObject();
    }

    /** A nudge plan; what is left out takes the defaults of domain.md §4.7. */
    public static @Nullable NudgePlan nudgePlan(Fields fields, Problems problems) {
        int before = problems.size();
        var defaults = NudgePlan.DEFAULT;
        var enabled = fields.bool("enabled");
        var slots = fields.has("slots") ? slots(fields, problems) : defaults.slots();
        fields.skip("slots");
        var contexts = fields.has("contexts")
                ? fields.codes("contexts", 10, RecordReader.CATALOG::hasContext, "the contexts of the catalogue")
                : defaults.contexts();
        fields.skip("contexts");
        var quietHours = quietHours(fields);
        var zonePolicy = fields.oneOf("zonePolicy", ZonePolicy.values(), ZonePolicy::name);
        var caps = caps(fields.object("caps"));
        OffsetDateTime pausedUntil = fields.instant("pausedUntil");
        var slotRules = PlanRulesCodec.slotRules(fields, slots, problems);
        var quietDays = PlanRulesCodec.quietDays(fields);
        var slotZone = PlanRulesCodec.slotZone(fields, zonePolicy == null ? defaults.zonePolicy() : zonePolicy);
        var triggers = PlanRulesCodec.triggers(fields.object("triggers"));
        var channels = ChannelsCodec.ofPlan(fields.object("channels"));
        var version = HeadReader.version(fields, true);
        fields.end();
        if (problems.size() > before || version == null) {
            return null;
        }
        return new NudgePlan(
                enabled == null || enabled,
                slots,
                contexts,
                quietHours,
                zonePolicy == null ? defaults.zonePolicy() : zonePolicy,
                caps,
                pausedUntil,
                version,
                slotRules,
                quietDays,
                slotZone,
                triggers,
                channels);
    }

    private static List<LocalTime> slots(Fields fields, Problems problems) {
        var slots = new TreeSet<LocalTime>();
        var items = fields.items("slots", NudgePlan.MAX_SLOTS);
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Json.Str(var text)) || !WrittenForms.isWallTime(text)) {
                problems.add(fields.at("slots") + "/" + i, "FORMAT", "must be a time of day, as 10:30");
            } else if (!slots.add(LocalTime.parse(text))) {
                problems.add(fields.at("slots") + "/" + i, "DUPLICATE", text + " is there twice");
            }
        }
        return new ArrayList<>(slots);
    }

    private static @Nullable QuietHours quietHours(Fields fields) {
        if (fields.isNull("quietHours")) {
            fields.skip("quietHours");
            return null;
        }
        var hours = fields.object("quietHours");
        if (hours == null) {
            return QuietHours.DEFAULT;
        }
        hours.require("from");
        var from = hours.wallTime("from");
        hours.require("to");
        var to = hours.wallTime("to");
        hours.end();
        return from == null || to == null ? null : new QuietHours(from, to);
    }

    private static Caps caps(@Nullable Fields fields) {
        if (fields == null) {
            return Caps.DEFAULT;
        }
        var caps = new Caps(
                or(fields.integer("perDay", 0, 6), Caps.DEFAULT.perDay()),
                or(fields.integer("per7Days", 0, 30), Caps.DEFAULT.per7Days()),
                or(fields.integer("minGapMinutes", 0, 1440), Caps.DEFAULT.minGapMinutes()),
                or(fields.integer("afterPracticeMinutes", 0, 1440), Caps.DEFAULT.afterPracticeMinutes()));
        fields.end();
        return caps;
    }

    private static int or(@Nullable Integer value, int fallback) {
        return value == null ? fallback : value;
    }

    /** The tags that the plan before must have one of; null when any will do. One that is no text was noted. */
    static @Nullable List<String> ifMatch(Fields fields) {
        if (!fields.has("ifMatch")) {
            return null;
        }
        var tags = new ArrayList<String>();
        for (var item : fields.items("ifMatch", MAX_TAGS)) {
            if (item instanceof Json.Str(var tag)) {
                tags.add(tag);
            } else {
                fields.problem("ifMatch", "TYPE", "a tag must be a string, not " + item.typeName());
            }
        }
        return tags;
    }

    /** A plan as the log holds it, with the condition it was sent under. */
    static void write(JsonGenerator json, NudgePlan plan, @Nullable List<String> ifMatch) throws IOException {
        json.writeStartObject();
        fields(json, plan);
        if (ifMatch != null) {
            json.writeArrayFieldStart("ifMatch");
            for (var tag : ifMatch) {
                json.writeString(tag);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    public static void write(JsonGenerator json, NudgePlan plan) throws IOException {
        json.writeStartObject();
        fields(json, plan);
        json.writeEndObject();
    }

    /** The fields of a plan, into an object that is begun. */
    public static void fields(JsonGenerator json, NudgePlan plan) throws IOException {
        json.writeBooleanField("enabled", plan.enabled());
        json.writeArrayFieldStart("slots");
        for (var slot : plan.slots()) {
            json.writeString(WireTime.of(slot));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("contexts");
        for (var context : plan.contexts()) {
            json.writeString(context);
        }
        json.writeEndArray();
        if (plan.quietHours() == null) {
            json.writeNullField("quietHours");
        } else {
            json.writeObjectFieldStart("quietHours");
            json.writeStringField("from", WireTime.of(plan.quietHours().from()));
            json.writeStringField("to", WireTime.of(plan.quietHours().to()));
            json.writeEndObject();
        }
        json.writeStringField("zonePolicy", plan.zonePolicy().name());
        json.writeObjectFieldStart("caps");
        json.writeNumberField("perDay", plan.caps().perDay());
        json.writeNumberField("per7Days", plan.caps().per7Days());
        json.writeNumberField("minGapMinutes", plan.caps().minGapMinutes());
        json.writeNumberField("afterPracticeMinutes", plan.caps().afterPracticeMinutes());
        json.writeEndObject();
        if (plan.pausedUntil() == null) {
            json.writeNullField("pausedUntil");
        } else {
            json.writeStringField("pausedUntil", WireTime.of(plan.pausedUntil()));
        }
        PlanRulesCodec.write(json, plan);
        json.writeNumberField("version", plan.version());
    }
}
